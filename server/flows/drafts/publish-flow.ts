import type { Flow, FlowFault } from '#contract/flow-state.ts';
import type { FlowDefinition } from '#contract/flows.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { readDefinition } from '../definition/read-definition.ts';
import type { FlowTools } from '../tools.ts';
import { faultsOf } from './check-flow.ts';
import { requireFlow, toFlow } from './get-flow.ts';
import { type FlowRow, findVersion, insertVersion, lockFlow, updateFlow } from './store.ts';

/** Makes a version of the draft, which never changes, and lets new runs take it. Runs that go on stay on theirs. */
export async function publishFlow(scope: Scope, tools: FlowTools, id: string, { note }: { note?: string | undefined }): Promise<Flow> {
  requirePermission(scope, 'flows.publish');
  const { name, draft, revision } = await requireFlow(scope, id);
  const definition = readDefinition(draft);
  requireFaultless(await faultsOf(scope, tools, { name, definition }));
  return makeVersion(scope, tools, { id, revision, definition, note: note ?? null });
}

/** Publishes an older version once more, as a new one; the draft becomes the same. What it names may be gone, so it is checked like any other. */
export async function rollBackFlow(scope: Scope, tools: FlowTools, id: string, { version }: { version: number }): Promise<Flow> {
  requirePermission(scope, 'flows.publish');
  const { name, revision } = await requireFlow(scope, id);
  const row = await findVersion(scope.db, id, version);
  if (!row) throw notFound('version');
  const definition = readDefinition(row.definition);
  requireFaultless(await faultsOf(scope, tools, { name, definition }));
  return makeVersion(scope, tools, { id, revision, definition, note: `As version ${version} was.` });
}

/** What is published of a flow is still without faults; nothing to check where nothing is. */
export async function requireFaultlessVersion(scope: Scope, tools: FlowTools, { id, name, number }: FlowRow): Promise<void> {
  const version = number === null ? undefined : await findVersion(scope.db, id, number);
  if (version) requireFaultless(await faultsOf(scope, tools, { name, definition: readDefinition(version.definition) }));
}

interface Making {
  readonly id: string;
  /** The draft that was checked; another one would not have been. */
  readonly revision: number;
  readonly definition: FlowDefinition;
  readonly note: string | null;
}

async function makeVersion(scope: Scope, tools: FlowTools, { id, revision, definition, note }: Making): Promise<Flow> {
  await inTransaction(scope, 'publish flow', async ({ db, organization, actor, ids, clock }) => {
    const row = await lockFlow(db, id);
    if (!row) throw notFound('flow');
    if (row.revision !== revision)
      throw new Refusal('flows.saved_meanwhile', 'Somebody saved this flow just now. Look at it, and publish again.', { status: 409 });
    const version = ids.next();
    const now = clock.now();
    await insertVersion(db, {
      organization_id: organization.id,
      id: version,
      flow_id: id,
      definition,
      note,
      published_by: `${actor.kind}:${actor.id}`,
      created_at: now,
    });
    await updateFlow(db, id, { draft: definition, version_id: version, archived_at: null, changed_at: now });
  });
  tools.books.forget(scope.organization.id);
  return toFlow(await requireFlow(scope, id));
}

function requireFaultless(found: readonly FlowFault[]): void {
  const faults = found.filter(({ severity }) => severity === 'fault');
  const [first] = faults;
  if (!first) return;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more: POST …/check lists all)` : '';
  throw new Refusal('flows.faulty', `${first.node === null ? '' : `${first.node}: `}${first.message}${more}`, {
    status: 409,
    details: { faults: faults.map(({ code, node }) => ({ code, node })) },
  });
}
