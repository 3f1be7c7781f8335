import { createHash } from 'node:crypto';
import type { Notice, ReceivedMessage } from '#channels/channel.ts';
import { Fields, WrongField } from './fields.ts';
import type { Found } from './found.ts';
import { type Translation, translate, wordsIn } from './message-kinds.ts';
import { type ContactBook, senderOf } from './sender.ts';
import { optionalTimestamp } from './timestamp.ts';

/** What a message holds beside the part named by its type, and what we translate; anything more is kept as `raw`. */
const TRANSLATED: ReadonlySet<string> = new Set(['id', 'timestamp', 'type', 'from', 'from_user_id', 'from_parent_user_id']);

/**
 * One item of `value.messages`. Throws `WrongField` when it has no sender, or neither a form we know nor words that can be
 * read; whatever else is wrong is left out and said.
 */
export function readMessage(item: unknown, contacts: ContactBook): Found<ReceivedMessage> {
  const message = Fields.of(item, '');
  const notice = noticeInstead(message);
  if (notice !== null) return { notice };
  const { kind, text, content, complete } = translationOf(message);
  const quotes = message.optionalObject('context')?.optionalId('id');
  const at = optionalTimestamp(message);
  const sender = senderOf(message, contacts);
  const providerId = message.optionalId('id') ?? idFor(message);
  const { dropped } = message;
  const allSaid = complete && dropped.length === 0 && !message.hasMoreThan(TRANSLATED, message.raw.type);
  return { item: { providerId, at, sender, kind, text, content, raw: allSaid ? undefined : item, quotes }, dropped };
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

/** Messages that no one person said to us alone. */
function noticeInstead(message: Fields): Notice | null {
  if (message.has('group_id')) {
    return { kind: 'not_answered', reason: 'The message was written in a group; groups are not answered.', raw: message.raw };
  }
  if (message.raw.type === 'system') return { kind: 'account', reason: systemReason(message), raw: message.raw };
  return null;
}

function systemReason(message: Fields): string {
  const what = message.optionalObject('system')?.optionalString('type');
  if (what === 'user_changed_number') return 'A contact changed their phone number.';
  if (what === 'customer_identity_changed') return 'A contact’s device changed; the person may be another one.';
  return 'WhatsApp sent a system message about a contact.';
}
