import type { Flow } from '#contract/flow-state.ts';
import { inTransaction } from '#platform/db/database.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { listen } from '../starts/listen.ts';
import type { FlowTools } from '../tools.ts';
import { requireFlow, toFlow } from './get-flow.ts';
import { faultlessVersion } from './publish-flow.ts';
import { updateFlow } from './store.ts';

/** Brings an archived flow back as it was. Its words may be another's by now, so what is published of it is checked again. */
export async function restoreFlow(scope: Scope, tools: FlowTools, id: string): Promise<Flow> {
  requirePermission(scope, 'flows.publish');
  const row = await requireFlow(scope, id);
  if (row.archived_at !== null) {
    const definition = await faultlessVersion(scope, tools, row);
    await inTransaction(scope, 'restore flow', async (inside) => {
      await updateFlow(inside.db, id, { archived_at: null, changed_at: inside.clock.now() });
      await listen(inside, id, definition);
    });
    tools.books.forget(scope.organization.id);
  }
  return toFlow(await requireFlow(scope, id));
}
