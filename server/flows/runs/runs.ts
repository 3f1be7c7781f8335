import type { FlowRun, FlowRunDetails } from '#contract/flow-state.ts';
import type { FlowDefinition } from '#contract/flows.ts';
import { seesOnly } from '#core/visibility.ts';
import { notFound } from '#platform/errors.ts';
import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { findVersion } from '../drafts/store.ts';
import type { RunState } from '../engine/index.ts';
import { statePlace } from '../turn/prepare.ts';
import { neededAt } from './needed-at.ts';
import { findRun, listRunRows, listStepRows, type RunRow } from './run-store.ts';

/** Runs of the contacts one may see, the latest first. */
export async function listRuns(
  scope: Scope,
  {
    limit,
    cursor,
    ...wanted
  }: PageQuery & { flowId?: string | undefined; conversationId?: string | undefined; state?: string | undefined },
) {
  requirePermission(scope, 'flow_runs.read');
  const rows = await listRunRows(scope.db, scope.organization.id, {
    limit,
    before: decodeIdCursor(cursor),
    ...wanted,
    only: seesOnly(scope),
  });
  return toPage(rows, limit, { item: toRun, key: (row: RunRow) => [row.id] });
}

/** One run with what was answered, and the way it went. Sensitive answers are for those who may read such. */
export async function getRun(scope: Scope, id: string): Promise<FlowRunDetails> {
  requirePermission(scope, 'flow_runs.read');
  const row = await visibleRun(scope, id);
  const state = stateOf(scope, row);
  const opens = scope.actor.permissions.has('flow_runs.read_sensitive');
  const answers = state.frames.flatMap(({ answers: kept, hidden }) =>
    Object.entries(kept).map(([name, value]) => {
      const covered = hidden.includes(name) && !opens;
      return { name, value: covered ? null : value, hidden: covered };
    }),
  );
  const steps = await listStepRows(scope.db, scope.organization.id, id);
  const version = await findVersion(scope.db, row.flow_id, row.number);
  const definition = version && readDefinition(version.definition);
  return {
    ...toRun(row),
    answers,
    path: steps.map(({ created_at, ...step }) => ({ ...step, at: created_at.toISOString() })),
    places: definition && row.ended_at === null ? placesFor(definition, state) : [],
    nodes: Object.entries(definition?.nodes ?? {}).map(([node, { kind, title }]) => ({ node, kind, title: title ?? null })),
  };
}

/** The nodes a run could go on from: it has what they decide by. */
function placesFor(definition: FlowDefinition, { frames: [root] }: RunState): string[] {
  const has = root?.answers ?? {};
  return Object.keys(definition.nodes).filter((node) => neededAt(definition, node).every((name) => Object.hasOwn(has, name)));
}

export async function visibleRun(scope: Pick<Scope, 'actor' | 'db'>, id: string): Promise<RunRow> {
  const row = await findRun(scope.db, id, seesOnly(scope));
  if (!row) throw notFound('run');
  return row;
}

export function stateOf({ key }: Pick<Scope, 'key'>, row: { id: string; sealed_state: string }): RunState {
  return JSON.parse(key.open(statePlace(row.id), row.sealed_state)) as RunState;
}

export function toRun(row: RunRow): FlowRun {
  return {
    id: row.id,
    flowId: row.flow_id,
    flow: row.flow,
    version: row.number,
    contactId: row.contact_id,
    contactName: row.contact_name,
    conversationId: row.conversation_id,
    state: row.state as FlowRun['state'],
    waitsFor: row.waits_for as FlowRun['waitsFor'],
    node: row.node,
    outcome: row.outcome,
    startedBy: row.started_by,
    dueAt: row.due_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
