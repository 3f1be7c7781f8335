import { createHash } from 'node:crypto';
import type { Notice, ReceivedMessage } from '#channels/channel.ts';
import { circumstancesOf } from './circumstances.ts';
import { Fields, WrongField } from './fields.ts';
import type { Found } from './found.ts';
import { type Translation, translate, wordsIn } from './message-kinds.ts';
import { type ContactBook, personOf, type Whose } from './sender.ts';
import { optionalTimestamp } from './timestamp.ts';

/** What a message holds beside the part named by its type, and what we translate; anything more is kept as `raw`. */
const TRANSLATED: ReadonlySet<string> = new Set(['id', 'timestamp', 'type', 'from', 'from_user_id', 'from_parent_user_id']);

/**
 * One item of `value.messages`. Throws `WrongField` when it has no sender, or neither a form we know nor words that can be
 * read; whatever else is wrong is left out and said.
 */
export function readMessage(item: unknown, contacts: ContactBook, whose: Whose = 'sender'): Found<ReceivedMessage> {
  const message = Fields.of(item, '');
  const notice = noticeInstead(message);
  if (notice !== null) return { notice };
  const { kind, text, complete, ...said } = translationOf(message);
  const context = message.optionalObject('context');
  const quotes = said.quotes ?? context?.optionalId('id');
  const content = contentOf(said.content, circumstancesOf(message, context));
  const at = optionalTimestamp(message);
  const told = personOf(message, contacts, whose);
  const moved = kind === 'system' ? moveOf(told.addresses, content?.number) : undefined;
  const sender = moved === undefined ? told : { ...told, recipient: { ...told.recipient, to: addressOf(moved.to) } };
  const providerId = message.optionalId('id') ?? idFor(message);
  const { dropped } = message;
  const allSaid = complete && dropped.length === 0 && !message.hasMoreThan(TRANSLATED, message.raw.type);
  return {
    item: { providerId, at, sender, kind, text, content, raw: allSaid ? undefined : item, quotes, ...(moved ? { moved } : {}) },
    dropped,
  };
}

/** The words of a person are taken even where Meta's form around them is broken. */
function translationOf(message: Fields): Translation {
  try {
    return translate(message);
  } catch (error) {
    const text = error instanceof WrongField ? wordsIn(message.raw) : undefined;
    if (text === undefined) throw error;
    message.dropped.push((error as WrongField).message);
    return { kind: 'text', text };
  }
}

/** A message without an id is known again by what it says: sent once more, it is the same. */
function idFor(message: Fields): string {
  if (message.raw.id === undefined || message.raw.id === null) message.drop('id', 'is missing');
  return `unnamed.${createHash('sha256').update(JSON.stringify(message.raw)).digest('base64url')}`;
}

/** What was said, and around what; undefined when neither holds anything. */
function contentOf(content: Translation['content'], circumstances: Readonly<Record<string, unknown>>): Translation['content'] {
  const whole = { ...circumstances, ...content };
  return Object.keys(whole).length > 0 ? whole : undefined;
}

/** From the number they had to the one they have. */
function moveOf(addresses: readonly string[], number: unknown): { from: string; to: string } | undefined {
  const from = addresses.find((address) => address.startsWith('phone:'));
  if (from === undefined || typeof number !== 'string' || !/^[0-9]{3,20}$/.test(number)) return undefined;
  return { from, to: `phone:${number}` };
}

function addressOf(address: string): string {
  return address.slice(address.indexOf(':') + 1);
}

/** Messages that no one person said to us alone. Gateways name groups and broadcasts in the sender's place. */
function noticeInstead(message: Fields): Notice | null {
  const { from } = message.raw;
  const toMany = typeof from === 'string' ? /@(g\.us|broadcast)$/.exec(from)?.[1] : undefined;
  if (message.has('group_id') || toMany === 'g.us') {
    return { kind: 'not_answered', reason: 'The message was written in a group; groups are not answered.', raw: message.raw };
  }
  if (toMany === undefined) return null;
  return { kind: 'not_answered', reason: 'The message was a broadcast to many; broadcasts are not answered.', raw: message.raw };
}
