import type { FlowCreation, FlowWithDraft } from '#contract/flow-state.ts';
import type { FlowDefinition } from '#contract/flows.ts';
import { inTransaction } from '#platform/db/database.ts';
import { unlessTaken } from '#platform/db/unless-taken.ts';
import { Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { requireFlow, withDraft } from './get-flow.ts';
import { countFlows, insertFlow } from './store.ts';

/** All of an organization's are kept in memory while it writes. */
const flowsMax = 200;

const greeting: FlowDefinition = {
  format: 1,
  languages: ['en'],
  start: 'hello',
  nodes: {
    hello: { kind: 'say', text: 'Hello {{ contact.first_name | default: "there" }}.', next: 'done' },
    done: { kind: 'end' },
  },
  triggers: [],
};

/** Begins a flow as a draft. Nobody meets it until it is published. */
export async function createFlow(scope: Scope, { name, title, definition = greeting }: FlowCreation): Promise<FlowWithDraft> {
  requirePermission(scope, 'flows.change');
  const id = scope.ids.next();
  await unlessTaken({ code: 'flows.name_taken', field: 'name', message: `There is a flow called "${name}" already.` }, () =>
    inTransaction(scope, 'create flow', async ({ db, organization, clock }) => {
      if ((await countFlows(db, organization.id)) >= flowsMax) {
        throw new Refusal('flows.too_many', `There are ${flowsMax} flows already, as many as an organization may have.`, { status: 409 });
      }
      await insertFlow(db, { organization_id: organization.id, id, name, title, draft: definition, now: clock.now() });
    }),
  );
  return withDraft(await requireFlow(scope, id));
}
