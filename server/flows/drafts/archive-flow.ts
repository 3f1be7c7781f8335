import type { Flow } from '#contract/flow-state.ts';
import { inTransaction } from '#platform/db/database.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { listen } from '../starts/listen.ts';
import type { FlowTools } from '../tools.ts';
import { requireFlow, toFlow } from './get-flow.ts';
import { updateFlow } from './store.ts';

/** No new runs; those that go on end as they would. */
export async function archiveFlow(scope: Scope, tools: FlowTools, id: string): Promise<Flow> {
  requirePermission(scope, 'flows.publish');
  const { archived_at } = await requireFlow(scope, id);
  await inTransaction(scope, 'archive flow', async (inside) => {
    const now = inside.clock.now();
    await updateFlow(inside.db, id, { archived_at: archived_at ?? now, changed_at: now });
    await listen(inside, id, null);
  });
  tools.books.forget(scope.organization.id);
  return toFlow(await requireFlow(scope, id));
}
