import { listContacts } from '#core/contacts/list-contacts.ts';
import { seesOnly } from '#core/visibility.ts';
import { decodeIdCursor, encodeCursor } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { FoundMessage, SearchAnswer, SearchQuery } from '../../contract.ts';
import { fold } from './fold.ts';
import { type FoundRow, findFound, findMessageIds, lastConversations } from './search-store.ts';
import { snippetOf } from './snippet.ts';

/** More words than anybody remembers of a message only cost time. */
const wordsMax = 8;
const contactsMax = 10;
/** After every id. */
const end = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Messages in which every word occurs, the newest first, and contacts of that name or address. */
export async function search(scope: Scope, { q, limit, cursor }: SearchQuery): Promise<SearchAnswer> {
  requirePermission(scope, 'conversations.read');
  const { db, organization } = scope;
  const from = decodeIdCursor(cursor);
  const words = q
    .split(/\s+/u)
    .filter((word) => fold(word).text.trim() !== '')
    .slice(0, wordsMax);
  const ids = words.length === 0 ? [] : await findMessageIds(db, { words, only: seesOnly(scope), before: from ?? end, limit });
  const shown = ids.slice(0, limit);
  const rows = await findFound(db, organization.id, shown);
  const last = shown.at(-1);
  return {
    contacts: from === null ? await findContacts(scope, q) : [],
    messages: rows.map((row) => toFound(row, words)),
    nextCursor: ids.length > limit && last !== undefined ? encodeCursor([last]) : null,
  };
}

async function findContacts(scope: Scope, q: string): Promise<SearchAnswer['contacts']> {
  if (!scope.actor.permissions.has('contacts.read')) return [];
  const { items } = await listContacts(scope, { q, limit: contactsMax });
  const conversations = await lastConversations(
    scope.db,
    scope.organization.id,
    items.map((one) => one.id),
  );
  return items.map(({ id, name }) => ({ id, name, conversationId: conversations.get(id) ?? null }));
}

function toFound(row: FoundRow, words: readonly string[]): FoundMessage {
  return {
    messageId: row.id,
    conversationId: row.conversation_id,
    contact: { id: row.contact_id, name: row.contact_name },
    channelId: row.channel_id,
    direction: row.direction as FoundMessage['direction'],
    author: row.author as FoundMessage['author'],
    at: row.created_at.toISOString(),
    snippet: snippetOf(row.text, words),
  };
}
