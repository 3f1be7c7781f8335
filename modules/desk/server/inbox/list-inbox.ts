import { seesOnly } from '#core/visibility.ts';
import { notFound } from '#platform/errors.ts';
import { decodeTimeCursor, encodeCursor, type PageQuery, timeCursor, wrongCursor } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type InboxFilter, type InboxRow, type InboxSort, lastWordsMax, unreadMax } from '../../contract.ts';
import { memberOf, membersById } from '../people.ts';
import type { DeskTools } from '../tools.ts';
import { type Asked, listPlaces } from './filter-store.ts';
import { findRows } from './row-store.ts';
import { toRow } from './to-row.ts';

/** The conversations a filter means, in the asker's order. */
export async function listInbox(
  scope: Scope,
  tools: DeskTools,
  { filter, sort, limit, cursor }: PageQuery & { filter: InboxFilter; sort: InboxSort },
): Promise<{ items: InboxRow[]; nextCursor: string | null }> {
  requirePermission(scope, 'conversations.read');
  requireMemberFor(scope, filter);
  const from = decodeTimeCursor(cursor);
  if (from && from.at === null) throw wrongCursor();
  const after = from?.at ? { at: from.at, id: from.id } : null;
  const places = await listPlaces(scope.db, askedBy(scope), { filter, sort, limit, after });
  const shown = places.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await rowsOf(
      scope,
      tools,
      shown.map((one) => one.id),
    ),
    nextCursor: places.length > limit && last ? encodeCursor(timeCursor(last.at, last.id)) : null,
  };
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
    risk: scope.actor.permissions.has('incidents.read'),
  });
  const members = await membersById(
    scope,
    tools,
    rows.map((row) => row.assignee_id),
  );
  const byId = new Map(rows.map((row) => [row.id, toRow(row, tools, members)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export function askedBy(scope: Scope): Asked {
  const { actor, organization, clock } = scope;
  return {
    organizationId: organization.id,
    only: seesOnly(scope),
    memberId: actor.kind === 'member' ? actor.id : null,
    now: clock.now(),
  };
}

/** What a filter says of the asker needs one who is a person. */
export function requireMemberFor(scope: Scope, { assignee, unread, mentioned }: InboxFilter): void {
  if (assignee === 'me' || unread || mentioned) memberOf(scope);
}
