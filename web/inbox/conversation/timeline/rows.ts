import type { Message } from '#contract/conversations.ts';
import type { ConversationEvent, Note, TimelineItem } from '../../../../modules/desk/contract.ts';

/** What the timeline draws, in order: what belongs to a message (reactions, edits, the button that was tapped) is gathered at it. */
export type Row = DayRow | NewRow | MessageRow | NoteRow | EventRow;

export interface DayRow {
  readonly type: 'day';
  readonly key: string;
  readonly at: string;
}
/** What follows was not read when the conversation was opened. */
export interface NewRow {
  readonly type: 'new';
  readonly key: 'new';
}
export interface MessageRow {
  readonly type: 'message';
  readonly key: string;
  readonly message: Message;
  /** What it said after each edit, the oldest first. */
  readonly edits: readonly Message[];
  readonly deleted: Message | null;
  readonly reactions: { readonly in: string | null; readonly out: string | null };
  /** Of buttons and lists: what was tapped. */
  readonly chosenIds: readonly string[];
  /** Follows close upon another of the same author: the two are drawn as one. */
  readonly joined: boolean;
  /** Nothing of the same author follows close upon it. */
  readonly ends: boolean;
}
export interface NoteRow {
  readonly type: 'note';
  readonly key: string;
  readonly note: Note;
}
export interface EventRow {
  readonly type: 'event';
  readonly key: string;
  readonly event: ConversationEvent;
}

export interface RowOptions {
  readonly timeZone: string | undefined;
  /** The first message that was not read. */
  readonly newFrom: string | null;
}

export function toRows(items: readonly TimelineItem[], { timeZone, newFrom }: RowOptions): Row[] {
  const dayOf = dayIn(timeZone);
  const about = gather(items);
  const rows: Row[] = [];
  let day = '';
  let before: TimelineItem | null = null;
  const shown = items.filter(({ id }) => !about.hidden.has(id));
  for (const [index, item] of shown.entries()) {
    if (dayOf(item.at) !== day) {
      day = dayOf(item.at);
      rows.push({ type: 'day', key: `day ${day}`, at: item.at });
      before = null;
    }
    if (item.id === newFrom) {
      rows.push({ type: 'new', key: 'new' });
      before = null;
    }
    rows.push(toRow(item, { about, before, after: shown[index + 1] }));
    before = item;
  }
  return rows;
}

interface About {
  /** Shown at the message they are about. */
  readonly hidden: ReadonlySet<string>;
  readonly edits: ReadonlyMap<string, readonly Message[]>;
  readonly deletes: ReadonlyMap<string, Message>;
  readonly reactions: ReadonlyMap<string, { in: string | null; out: string | null }>;
  readonly chosen: ReadonlyMap<string, readonly string[]>;
}

/** What is said about messages that are here; about others it stays a row of its own. */
function gather(items: readonly TimelineItem[]): About {
  const here = new Set(items.map(({ id }) => id));
  const about: Gathering = { hidden: new Set(), edits: new Map(), deletes: new Map(), reactions: new Map(), chosen: new Map() };
  for (const item of items) {
    if (item.type !== 'message') continue;
    const { message } = item;
    if (message.quotes !== null && here.has(message.quotes) && isPut(about, message, message.quotes)) about.hidden.add(message.id);
  }
  return about;
}

type Gathering = { [Name in keyof About]: About[Name] extends ReadonlyMap<string, infer Value> ? Map<string, Value> : Set<string> };

/** Puts a message to the one it is about; true: that is where it is shown. */
function isPut({ edits, deletes, reactions, chosen }: Gathering, message: Message, target: string): boolean {
  switch (message.kind) {
    case 'choice':
      if (message.content) chosen.set(target, [...(chosen.get(target) ?? []), message.content.id]);
      return false;
    case 'reaction':
      // One that did not go out stays in sight, with its reason.
      if (message.status === 'failed' || message.status === 'error') return false;
      reactions.set(target, { ...(reactions.get(target) ?? none), [message.direction]: message.content?.emoji ?? null });
      return true;
    case 'edit':
      edits.set(target, [...(edits.get(target) ?? []), message]);
      return true;
    case 'delete':
      deletes.set(target, message);
      return true;
    default:
      return false;
  }
}

const none = { in: null, out: null };
const closeMs = 5 * 60_000;

interface Neighbours {
  readonly about: About;
  readonly before: TimelineItem | null;
  readonly after: TimelineItem | undefined;
}

function toRow(item: TimelineItem, { about, before, after }: Neighbours): Row {
  if (item.type === 'note') return { type: 'note', key: item.id, note: item.note };
  if (item.type === 'event') return { type: 'event', key: item.id, event: item.event };
  const { message } = item;
  return {
    type: 'message',
    key: item.id,
    message,
    edits: about.edits.get(item.id) ?? [],
    deleted: about.deletes.get(item.id) ?? null,
    reactions: about.reactions.get(item.id) ?? none,
    chosenIds: about.chosen.get(item.id) ?? [],
    joined: before?.type === 'message' && isJoined(before.message, message),
    ends: after?.type !== 'message' || !isJoined(message, after.message),
  };
}

function isJoined(before: Message, message: Message): boolean {
  const same = before.author === message.author && before.authorId === message.authorId && before.direction === message.direction;
  return same && Date.parse(message.createdAt) - Date.parse(before.createdAt) < closeMs;
}

/** "2026-11-30", in somebody's zone. */
function dayIn(timeZone: string | undefined): (time: string) => string {
  const format = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });
  return (time) => format.format(new Date(time));
}

/** The first of the contact's messages that were not read, when the last `unread` of them were not; null: none, or it is not here. */
export function firstUnread(items: readonly TimelineItem[], unread: number): string | null {
  if (unread === 0) return null;
  const theirs = items.filter((item) => item.type === 'message' && item.message.direction === 'in' && item.message.kind !== 'reaction');
  return theirs.at(-unread)?.id ?? theirs[0]?.id ?? null;
}

/** What somebody who writes has seen: the last that was said to the contact, their own included; where nothing was, the last thing that came. */
export function lastSeen(items: readonly TimelineItem[]): string | undefined {
  const said = items.findLast((item) => item.type === 'message' && item.message.direction === 'out');
  return (said ?? items.at(-1))?.id;
}

/**
 * What counts as seen in an answer: what was there when it was begun. What a colleague says while somebody writes stands on the page, but
 * who looks at their own words may not have seen it, and is asked.
 */
export function seenIn(answer: string, before: string | undefined, now: string | undefined): string | undefined {
  return answer === '' || before === undefined ? now : before;
}
