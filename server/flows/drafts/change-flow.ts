import type { FlowChange, FlowWithDraft } from '#contract/flow-state.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { requireFlow, withDraft } from './get-flow.ts';
import { lockFlow, updateFlow } from './store.ts';

/** Saves the draft. What is published stays as it is until this is published too. */
export async function changeFlow(scope: Scope, id: string, { title, definition, revision }: FlowChange): Promise<FlowWithDraft> {
  requirePermission(scope, 'flows.change');
  await inTransaction(scope, 'change flow', async ({ db, clock }) => {
    const row = await lockFlow(db, id);
    if (!row) throw notFound('flow');
    if (revision !== undefined && revision !== row.revision) {
      const message = 'Somebody saved this flow since you read it. Read it again, and put your changes into theirs.';
      throw new Refusal('flows.saved_meanwhile', message, { status: 409, details: { revision: row.revision } });
    }
    await updateFlow(db, id, { title, draft: definition, revision: row.revision + 1, changed_at: clock.now() });
  });
  return withDraft(await requireFlow(scope, id));
}
