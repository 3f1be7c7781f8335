import type { Message } from '#contract/conversations.ts';

/** What the phone shows, from its messages as they are stored. */

/** On the way, taken, on the device, seen, or lost: what the ticks say. */
export type Tick = 'sent' | 'delivered' | 'read' | 'failed';

export interface Shown {
  readonly message: Message;
  readonly own: boolean;
  /** As it reads after the last edit. */
  readonly text: string | null;
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly ownReaction: string | null;
  readonly theirReaction: string | null;
  /** The button or row of it that was tapped last. */
  readonly chosen: string | null;
  readonly quoted: Message | null;
  readonly tick: Tick;
}

export interface Thread {
  /** The oldest first. */
  readonly shown: readonly Shown[];
  /** Sent to the phone while it is off. */
  readonly waiting: number;
  /** The last one that has come in and was not marked as seen. */
  readonly unseen: string | null;
}

interface PhoneState {
  readonly off: boolean;
  /** The provider's id of the phone's message up to which was read. */
  readonly readTo: string | null;
}

/** Messages about another message: they change what is shown of it. */
const aside: ReadonlySet<string> = new Set(['reaction', 'edit', 'delete', 'system']);

/** `messages` in the order in which they came, the oldest first. */
export function threadOf(messages: readonly Message[], { off, readTo }: PhoneState): Thread {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const changes = changesOf(messages);
  const read = new Set(messages.slice(0, lastRead(messages, readTo) + 1).map(({ id }) => id));
  const here = messages.filter((message) => !aside.has(message.kind) && hasArrived(message, off));
  const shown = here.map((message): Shown => {
    const about = changes.get(message.id);
    return {
      message,
      own: message.direction === 'in',
      text: about?.text ?? message.text,
      edited: about?.text !== undefined,
      deleted: about?.deleted ?? false,
      ownReaction: about?.ownReaction ?? null,
      theirReaction: about?.theirReaction ?? null,
      chosen: about?.chosen ?? null,
      quoted: (message.kind !== 'choice' && message.quotes !== null ? byId.get(message.quotes) : undefined) ?? null,
      tick: tickOf(message, read.has(message.id)),
    };
  });
  const waiting = off ? messages.filter((message) => message.direction === 'out' && message.status === 'sent').length : 0;
  const unseen = shown.findLast(({ own, message }) => !own && ['sent', 'delivered'].includes(message.status))?.message.id ?? null;
  return { shown, waiting, unseen };
}

/** What is still on its way is on no phone yet, and what was sent to one that is off is not either. */
function hasArrived({ direction, status }: Message, off: boolean): boolean {
  if (direction === 'in' || status === 'delivered' || status === 'read' || status === 'failed' || status === 'error') return true;
  return status === 'sent' && !off;
}

interface Changes {
  readonly text?: string;
  readonly deleted?: boolean;
  readonly ownReaction?: string | null;
  readonly theirReaction?: string | null;
  readonly chosen?: string;
}

function changesOf(messages: readonly Message[]): Map<string, Changes> {
  const all = new Map<string, Changes>();
  for (const message of messages) {
    if (message.quotes !== null) all.set(message.quotes, { ...all.get(message.quotes), ...changeBy(message) });
  }
  return all;
}

function changeBy(message: Message): Changes {
  switch (message.kind) {
    case 'edit':
      return message.text === null ? {} : { text: message.text };
    case 'delete':
      return { deleted: true };
    case 'choice':
      return { chosen: message.content?.id ?? '' };
    case 'reaction':
      return { [message.direction === 'in' ? 'ownReaction' : 'theirReaction']: message.content?.emoji ?? null };
    default:
      return {};
  }
}

/** The last of its own messages that was read. An answer shows it too: the mark itself is told once and kept nowhere. */
function lastRead(messages: readonly Message[], readTo: string | null): number {
  const told = readTo === null ? -1 : messages.findIndex((message) => message.providerId === readTo);
  return Math.max(
    told,
    messages.findLastIndex(({ direction, author }) => direction === 'out' && author !== 'system'),
  );
}

function tickOf({ direction, status }: Message, read: boolean): Tick {
  if (direction === 'in') return read ? 'read' : 'delivered';
  if (status === 'failed' || status === 'error') return 'failed';
  return status === 'read' || status === 'delivered' ? status : 'sent';
}
