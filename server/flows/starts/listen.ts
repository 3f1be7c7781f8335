import type { FlowDefinition, FlowTrigger } from '#contract/flows.ts';
import type { Scope } from '#platform/scope.ts';
import { readOwnZone } from '../variables/zone-store.ts';
import { insertSchedule, type Listener, listSchedules, removeSchedules, replaceListeners } from './listener-store.ts';
import { nextOccasion } from './next-occasion.ts';

type Schedule = Extract<FlowTrigger, { kind: 'schedule' }>;

/** A flow hears of what begins it, and comes when its time does; null: of nothing any more. In the transaction that publishes or archives it. */
export async function listen(scope: Scope, flowId: string, definition: FlowDefinition | null): Promise<void> {
  const { db, organization, clock } = scope;
  await replaceListeners(db, organization.id, flowId, definition ? listenersOf(definition) : []);
  const before = await listSchedules(db, flowId);
  await removeSchedules(db, flowId);
  const zone = await readOwnZone(db, organization.id);
  for (const [number, trigger] of (definition?.triggers ?? []).entries()) {
    if (trigger.kind !== 'schedule') continue;
    // One that stays as it was goes on with whom it was telling.
    const same = before.find((row) => row.time_zone === zone && sameSchedule(row.trigger as Schedule, trigger));
    const fresh = { time_zone: zone, next_at: nextOccasion(trigger, clock.now(), zone), occasion: null, occasion_at: null, told_to: null };
    await insertSchedule(db, organization.id, { ...fresh, ...same, flow_id: flowId, number, trigger });
  }
}

function sameSchedule(one: Schedule, other: Schedule): boolean {
  const words = ({ time, weekdays, days, who }: Schedule) => JSON.stringify([time, weekdays ?? null, days ?? null, who.kind, who.value]);
  return words(one) === words(other);
}

function listenersOf({ triggers, nodes }: FlowDefinition): Listener[] {
  const begun = triggers.flatMap((trigger): Listener[] => {
    if (trigger.kind === 'tag_added') return [{ event: 'tag.added', detail: trigger.tag, begins: true }];
    return trigger.kind === 'event' ? [{ event: trigger.event, detail: '', begins: true }] : [];
  });
  const waited = Object.values(nodes).flatMap((node): Listener[] =>
    node.kind === 'wait' && node.event !== undefined ? [{ event: node.event, detail: '', begins: false }] : [],
  );
  return [...begun, ...waited];
}
