import { type EventRow, readEvents } from '#core/conversations/events.ts';
import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { readMessages } from '#core/messages/read-messages.ts';
import { seesIncidents } from '#core/visibility.ts';
import { badField } from '#platform/fields.ts';
import { decodeIdCursor, encodeCursor } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { ConversationEvent, TimelineItem, TimelinePage, TimelineQuery } from '../../contract.ts';
import { readNotes } from '../notes/notes.ts';
import { actorsOf, membersById } from '../people.ts';
import type { DeskTools } from '../tools.ts';
import { type Entry, listEntries, type Stretch } from './timeline-store.ts';

/** A conversation's messages, notes and what was done with it, in one order: the newest page, one beside another, or what stands about an item. */
export async function getTimeline(scope: Scope, tools: DeskTools, conversationId: string, query: TimelineQuery): Promise<TimelinePage> {
  requirePermission(scope, 'conversations.read');
  await visibleConversation(scope, conversationId);
  if ([query.before, query.after, query.around].filter((one) => one !== undefined).length > 1)
    throw badField(query.around === undefined ? 'after' : 'around', 'cannot be said together with another place to begin');
  const notes = scope.actor.permissions.has('notes.read');
  const window = await findWindow(query, (stretch) => listEntries(scope.db, scope.organization.id, { conversationId, notes, ...stretch }));
  const items = await itemsOf(scope, tools, window.entries);
  const [first, last] = [window.entries.at(0), window.entries.at(-1)];
  return {
    items,
    olderCursor: window.hasOlder && first ? encodeCursor([first.id]) : null,
    newerCursor: last ? encodeCursor([last.id]) : (query.after ?? null),
    hasNewer: window.hasNewer,
  };
}

interface Window {
  /** The oldest first. */
  readonly entries: readonly Entry[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

type List = (stretch: Pick<Stretch, 'from' | 'order' | 'limit'>) => Promise<Entry[]>;

async function findWindow({ limit, before, after, around }: TimelineQuery, list: List): Promise<Window> {
  if (around !== undefined) return windowAround(around, limit, list);
  if (after !== undefined) {
    const newer = await list({ from: decodeIdCursor(after), order: 'oldest', limit });
    return { entries: newer.slice(0, limit), hasOlder: true, hasNewer: newer.length > limit };
  }
  const older = await list({ from: decodeIdCursor(before), order: 'newest', limit });
  return { entries: older.slice(0, limit).reverse(), hasOlder: older.length > limit, hasNewer: before !== undefined };
}

/** Half of the page before the item, the other half from it on. */
async function windowAround(id: string, limit: number, list: List): Promise<Window> {
  const half = Math.floor(limit / 2);
  const older = await list({ from: id, order: 'newest', limit: half });
  const newer = await list({ from: older[0]?.id ?? null, order: 'oldest', limit: limit - Math.min(half, older.length) });
  if (newer[0]?.id !== id) throw badField('around', 'must be the id of something in this conversation');
  return {
    entries: [...older.slice(0, half).reverse(), ...newer.slice(0, limit - Math.min(half, older.length))],
    hasOlder: older.length > half,
    hasNewer: newer.length > limit - Math.min(half, older.length),
  };
}

async function itemsOf(scope: Scope, tools: DeskTools, entries: readonly Entry[]): Promise<TimelineItem[]> {
  const of = (type: Entry['type']) => entries.filter((entry) => entry.type === type).map((entry) => entry.id);
  const [messages, notes, rows] = await Promise.all([
    readMessages(scope, of('message')),
    readNotes(scope, tools, of('note')),
    readEvents(scope, of('event')),
  ]);
  const events = await toEvents(scope, tools, rows);
  const items = new Map<string, TimelineItem>([
    ...messages.map((message) => [message.id, { type: 'message', id: message.id, at: message.createdAt, message }] as const),
    ...notes.map((note) => [note.id, { type: 'note', id: note.id, at: note.createdAt, note }] as const),
    ...events.map((event) => [event.id, { type: 'event', id: event.id, at: event.createdAt, event }] as const),
  ]);
  return entries.flatMap((entry) => items.get(entry.id) ?? []);
}

async function toEvents(scope: Scope, tools: DeskTools, rows: readonly EventRow[]): Promise<ConversationEvent[]> {
  const actors = await actorsOf(
    scope,
    tools,
    rows.map((row) => ({ kind: row.actor, id: row.actor_id })),
  );
  const memberIdOf = ({ data }: EventRow) => (typeof data.memberId === 'string' ? data.memberId : null);
  const members = await membersById(scope, tools, rows.map(memberIdOf));
  return rows.map((row) => {
    const { memberId: _shown, ...data } = mayKnow(scope, row) ? row.data : {};
    const member = members.get(memberIdOf(row) ?? '');
    return {
      id: row.id,
      kind: row.kind,
      actor: actors({ kind: row.actor, id: row.actor_id }),
      data: member ? { ...data, member } : data,
      createdAt: row.created_at.toISOString(),
    };
  });
}

/** Who may not see incidents is not told that there is one. */
function mayKnow(scope: Scope, { kind, data }: EventRow): boolean {
  return kind !== 'handed_over' || data.reason !== 'safety' || seesIncidents(scope);
}
