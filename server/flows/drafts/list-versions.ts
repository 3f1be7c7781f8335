import { isDeepStrictEqual } from 'node:util';
import type { FlowDifference, FlowVersion } from '#contract/flow-state.ts';
import type { FlowDefinition } from '#contract/flows.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { decodeCursor, type PageQuery, toPage, wrongCursor } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { requireFlow } from './get-flow.ts';
import { findVersion, listVersionRows } from './store.ts';

/** What was published, the newest first. */
export async function listVersions(scope: Scope, id: string, page: PageQuery) {
  requirePermission(scope, 'flows.read');
  await requireFlow(scope, id);
  const from = decodeCursor(page.cursor, 1)?.[0] ?? null;
  if (from !== null && !/^\d{1,9}$/.test(from)) throw wrongCursor();
  const rows = await listVersionRows(scope.db, scope.organization.id, id, {
    limit: page.limit,
    before: from === null ? null : Number(from),
  });
  return toPage(rows, page.limit, {
    item: (row): FlowVersion => ({
      version: row.number,
      note: row.note,
      failedCases: row.failed_cases,
      publishedBy: row.published_by,
      createdAt: row.created_at.toISOString(),
      runs: row.runs,
    }),
    key: (row) => [String(row.number)],
  });
}

/** A version's whole definition; the published one's, unless said. */
export async function getVersion(scope: Scope, id: string, version?: number): Promise<FlowDefinition> {
  requirePermission(scope, 'flows.read');
  const { number } = await requireFlow(scope, id);
  const wanted = version ?? number;
  if (wanted === null) throw new Refusal('flows.not_published', 'This flow was never published.', { status: 409 });
  const row = await findVersion(scope.db, id, wanted);
  if (!row) throw notFound('version');
  return readDefinition(row.definition);
}

/** What changed from one version to another, or to the draft. */
export async function compareFlow(
  scope: Scope,
  id: string,
  { from, to }: { from?: number | undefined; to?: number | undefined },
): Promise<{ differences: FlowDifference[] }> {
  requirePermission(scope, 'flows.read');
  const { draft } = await requireFlow(scope, id);
  const before = await getVersion(scope, id, from);
  const after = to === undefined ? readDefinition(draft) : await getVersion(scope, id, to);
  return { differences: differencesOf(before, after) };
}

export function differencesOf(before: FlowDefinition, after: FlowDefinition): FlowDifference[] {
  const { nodes: old, ...rest } = before;
  const { nodes, ...other } = after;
  const whole = fieldsOf(rest, other);
  const names = [...new Set([...Object.keys(old), ...Object.keys(nodes)])];
  return [
    ...(whole.length > 0 ? [{ node: null, change: 'changed' as const, fields: whole }] : []),
    ...names.flatMap((node): FlowDifference[] => {
      if (!Object.hasOwn(old, node)) return [{ node, change: 'added', fields: [] }];
      if (!Object.hasOwn(nodes, node)) return [{ node, change: 'removed', fields: [] }];
      const fields = fieldsOf(old[node] ?? {}, nodes[node] ?? {});
      return fields.length > 0 ? [{ node, change: 'changed', fields }] : [];
    }),
  ];
}

/** Where it is drawn says nothing of what it does. */
function fieldsOf(one: object, other: object): string[] {
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => name !== 'place' && !isDeepStrictEqual(a[name], b[name]));
}
