import type { Flow } from '#contract/flow-state.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { FlowTools } from '../tools.ts';
import { requireFlow, toFlow } from './get-flow.ts';
import { updateFlow } from './store.ts';

/** No new runs; those that go on end as they would. */
export async function archiveFlow(scope: Scope, tools: FlowTools, id: string): Promise<Flow> {
  requirePermission(scope, 'flows.publish');
  const { archived_at } = await requireFlow(scope, id);
  const now = scope.clock.now();
  await updateFlow(scope.db, id, { archived_at: archived_at ?? now, changed_at: now });
  tools.books.forget(scope.organization.id);
  return toFlow(await requireFlow(scope, id));
}
