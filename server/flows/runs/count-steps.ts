import type { FlowCounts } from '#contract/flow-state.ts';
import { seesOnly } from '#core/visibility.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { requireFlow } from '../drafts/get-flow.ts';
import { findVersion } from '../drafts/store.ts';
import { countExits, countWaiting } from './run-store.ts';

/** Which ways contacts took through a version, and where they are now: of the contacts one may see. */
export async function countSteps(scope: Scope, id: string, version?: number): Promise<FlowCounts> {
  requirePermission(scope, 'flow_runs.read');
  const { number } = await requireFlow(scope, id);
  const wanted = version ?? number;
  if (wanted === null) throw new Refusal('flows.not_published', 'This flow was never published.', { status: 409 });
  const row = await findVersion(scope.db, id, wanted);
  if (!row) throw notFound('version');
  const [db, organization, only] = [scope.db, scope.organization.id, seesOnly(scope)];
  const exits = await countExits(db, organization, row.id, only);
  const here = await countWaiting(db, organization, row.id, only);
  const first = exits.reduce<Date | null>((earliest, { since }) => (earliest === null || since < earliest ? since : earliest), null);
  return {
    version: wanted,
    steps: exits.reduce((sum, { count }) => sum + count, 0),
    since: first?.toISOString() ?? null,
    exits: exits.map(({ node, exit, count }) => ({ node, exit, count })),
    here,
  };
}
