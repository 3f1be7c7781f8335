import type { FlowStarts } from '#contract/flow-state.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { requireFlow } from '../drafts/get-flow.ts';
import { listSchedules } from './listener-store.ts';
import { countStarts } from './start-store.ts';

const days = 30;

/** When a flow begins by the clock, and what became of the times it was to begin by itself. */
export async function listStarts(scope: Scope, id: string): Promise<FlowStarts> {
  requirePermission(scope, 'flows.read');
  await requireFlow(scope, id);
  const since = new Date(scope.clock.now().getTime() - days * 86_400_000);
  const [schedules, counts] = await Promise.all([listSchedules(scope.db, id), countStarts(scope.db, scope.organization.id, id, since)]);
  return {
    schedules: schedules.map(({ number, next_at, occasion }) => ({
      trigger: number,
      nextAt: next_at.toISOString(),
      goingOn: occasion !== null,
    })),
    counts: scope.actor.permissions.has('incidents.read') ? counts : withoutDanger(counts),
  };
}

type Count = FlowStarts['counts'][number];
const discreet: ReadonlySet<string> = new Set(['in_danger', 'with_people', 'in_it']);

/** Who may not see incidents is not told by a number that there is one: it stands together with what is refused for other reasons. */
function withoutDanger(counts: readonly Count[]): Count[] {
  const merged = new Map<string, Count>();
  for (const { event, outcome, count } of counts) {
    const shown = discreet.has(outcome) ? 'not_now' : outcome;
    merged.set(`${event} ${shown}`, { event, outcome: shown, count: count + (merged.get(`${event} ${shown}`)?.count ?? 0) });
  }
  return [...merged.values()];
}
