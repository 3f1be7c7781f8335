import type { Flow, FlowWithDraft } from '#contract/flow-state.ts';
import type { FlowTrigger } from '#contract/flows.ts';
import { notFound } from '#platform/errors.ts';
import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { type FlowRow, findFlow, listFlowRows } from './store.ts';

export async function listFlows(scope: Scope, page: PageQuery) {
  requirePermission(scope, 'flows.read');
  const rows = await listFlowRows(scope.db, scope.organization.id, { limit: page.limit, after: decodeIdCursor(page.cursor) });
  return toPage(rows, page.limit, { item: toFlow, key: (row: FlowRow) => [row.id] });
}

export async function getFlow(scope: Scope, id: string): Promise<FlowWithDraft> {
  requirePermission(scope, 'flows.read');
  return withDraft(await requireFlow(scope, id));
}

export async function requireFlow({ db }: Pick<Scope, 'db'>, id: string): Promise<FlowRow> {
  const row = await findFlow(db, id);
  if (!row) throw notFound('flow');
  return row;
}

export function toFlow(row: FlowRow): Flow {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    state: row.archived_at !== null ? 'archived' : row.number === null ? 'draft' : 'published',
    version: row.number,
    changed: row.changed,
    triggers: (row.triggers ?? []) as FlowTrigger[],
    running: row.running,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}

export function withDraft(row: FlowRow): FlowWithDraft {
  return { ...toFlow(row), draft: readDefinition(row.draft), revision: row.revision };
}
