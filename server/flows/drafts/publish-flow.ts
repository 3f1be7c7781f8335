import type { Flow, FlowFault } from '#contract/flow-state.ts';
import type { FlowDefinition } from '#contract/flows.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { playCases } from '../cases/cases.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { listen } from '../starts/listen.ts';
import type { FlowTools } from '../tools.ts';
import { faultsOf } from './check-flow.ts';
import { requireFlow, toFlow } from './get-flow.ts';
import { type FlowRow, findVersion, insertVersion, lockFlow, updateFlow } from './store.ts';

/** Makes a version of the draft, which never changes, and lets new runs take it. Runs that go on stay on theirs. */
export async function publishFlow(
  scope: Scope,
  tools: FlowTools,
  id: string,
  { note, despite = false }: { note?: string | undefined; despite?: boolean | undefined },
): Promise<Flow> {
  requirePermission(scope, 'flows.publish');
  const { name, draft, revision } = await requireFlow(scope, id);
  const definition = readDefinition(draft);
  requireFaultless(await faultsOf(scope, tools, { name, definition }));
  const failed = (await playCases(scope, tools, { id, definition })).filter(({ passed }) => !passed).map((one) => one.name);
  if (failed.length > 0 && !despite)
    throw new Refusal(
      'flows.cases_failed',
      `${failed.length} of the tests fail: ${failed.join(', ')}. Look at them, or publish all the same (despite).`,
      {
        status: 409,
        details: { cases: failed },
      },
    );
  return makeVersion(scope, tools, { id, revision, definition, note: note ?? null, failed });
}

/** Publishes an older version once more, as a new one; the draft becomes the same. What it names may be gone, so it is checked like any other. */
export async function rollBackFlow(scope: Scope, tools: FlowTools, id: string, { version }: { version: number }): Promise<Flow> {
  requirePermission(scope, 'flows.publish');
  const { name, revision } = await requireFlow(scope, id);
  const row = await findVersion(scope.db, id, version);
  if (!row) throw notFound('version');
  const definition = readDefinition(row.definition);
  requireFaultless(await faultsOf(scope, tools, { name, definition }));
  return makeVersion(scope, tools, { id, revision, definition, note: `As version ${version} was.`, failed: [] });
}

/** What is published of a flow, which is still without faults; null: nothing is. */
export async function faultlessVersion(scope: Scope, tools: FlowTools, { id, name, number }: FlowRow): Promise<FlowDefinition | null> {
  const version = number === null ? undefined : await findVersion(scope.db, id, number);
  if (!version) return null;
  const definition = readDefinition(version.definition);
  requireFaultless(await faultsOf(scope, tools, { name, definition }));
  return definition;
}

interface Making {
  readonly id: string;
  /** The draft that was checked; another one would not have been. */
  readonly revision: number;
  readonly definition: FlowDefinition;
  readonly note: string | null;
  /** Tests that fail, although it is published. */
  readonly failed: string[];
}

async function makeVersion(scope: Scope, tools: FlowTools, { id, revision, definition, note, failed }: Making): Promise<Flow> {
  await inTransaction(scope, 'publish flow', async (inside) => {
    const { db, organization, actor, ids, clock } = inside;
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
      failed_cases: failed,
      published_by: `${actor.kind}:${actor.id}`,
      created_at: now,
    });
    await updateFlow(db, id, { draft: definition, version_id: version, archived_at: null, changed_at: now });
    await listen(inside, id, definition);
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
