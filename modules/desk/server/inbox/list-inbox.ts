import { seesIncidents, seesOnly } from '#core/visibility.ts';
import { notFound } from '#platform/errors.ts';
import { decodeCursor, decodeTimeCursor, encodeCursor, type PageQuery, timeCursor, wrongCursor } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type InboxFilter, type InboxRow, type InboxSort, lastWordsMax, unreadMax } from '../../contract.ts';
import { memberOf, membersById } from '../people.ts';
import type { DeskTools } from '../tools.ts';
import { type Asked, listPlaces, type Place } from './filter-store.ts';
import { findRows } from './row-store.ts';
import { toRow } from './to-row.ts';

/** The conversations a filter means, in the asker's order. */
export async function listInbox(
  scope: Scope,
  tools: DeskTools,
  { filter, sort, limit, cursor }: PageQuery & { filter: InboxFilter; sort: InboxSort },
): Promise<{ items: InboxRow[]; nextCursor: string | null }> {
  requirePermission(scope, 'conversations.read');
  requireFor(scope, { filter, sort });
  const after = placeIn(cursor, sort);
  const places = await listPlaces(scope.db, askedBy(scope), { filter, sort, limit, after });
  const shown = places.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await rowsOf(
      scope,
      tools,
      shown.map((one) => one.id),
    ),
    nextCursor: places.length > limit && last ? cursorOf(last, sort) : null,
  };
}

function cursorOf({ at, id, level }: Place, sort: InboxSort): string {
  return encodeCursor([...(sort === 'risk' ? [String(level)] : []), ...timeCursor(at, id)]);
}

/** Where a page goes on; null: from the beginning. */
function placeIn(cursor: string | undefined, sort: InboxSort): Place | null {
  const [level, ...rest] = sort === 'risk' ? (decodeCursor(cursor, 3) ?? []) : ['0'];
  const from = decodeTimeCursor(sort === 'risk' && level !== undefined ? encodeCursor(rest) : cursor);
  if (!from) return null;
  if (from.at === null || !/^[0-9]$/.test(level ?? '')) throw wrongCursor();
  return { at: from.at, id: from.id, level: Number(level) };
}

/** One conversation as it stands in the inbox; 404 when it is not the asker's to see. */
export async function getInboxRow(scope: Scope, tools: DeskTools, id: string): Promise<InboxRow> {
  requirePermission(scope, 'conversations.read');
  const [row] = await rowsOf(scope, tools, [id]);
  if (!row) throw notFound('conversation');
  return row;
}

async function rowsOf(scope: Scope, tools: DeskTools, ids: readonly string[]): Promise<InboxRow[]> {
  const rows = await findRows(scope.db, askedBy(scope), ids, {
    unread: unreadMax,
    words: lastWordsMax,
    // Who may not see incidents is not told that there is one.
    risk: seesIncidents(scope),
  });
  const members = await membersById(
    scope,
    tools,
    rows.map((row) => row.assignee_id),
  );
  const byId = new Map(rows.map((row) => [row.id, toRow(scope, row, tools, members)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export function askedBy(scope: Scope): Asked {
  const { actor, organization, clock } = scope;
  return {
    organizationId: organization.id,
    only: seesOnly(scope),
    memberId: actor.kind === 'member' ? actor.id : null,
    seesIncidents: seesIncidents(scope),
    now: clock.now(),
  };
}

/** What a filter says of the asker needs one who is a person; what it says of incidents, one who may see them. */
export function requireFor(scope: Scope, { filter, sort }: { readonly filter: InboxFilter; readonly sort?: InboxSort }): void {
  if (filter.assignee === 'me' || filter.unread || filter.mentioned) memberOf(scope);
  if (filter.attention || sort === 'risk') requirePermission(scope, 'incidents.read');
}
