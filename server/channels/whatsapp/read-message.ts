import type { Notice, ReceivedMessage } from '#channels/channel.ts';
import { Fields } from './fields.ts';
import type { Found } from './found.ts';
import { translate } from './message-kinds.ts';
import { type ContactBook, senderOf } from './sender.ts';
import { timestamp } from './timestamp.ts';

/** What a message holds beside the part named by its type, and what we translate; anything more is kept as `raw`. */
const TRANSLATED = ['id', 'timestamp', 'type', 'from', 'from_user_id', 'from_parent_user_id'];

/** One item of `value.messages`. Throws `WrongField` when a field we need is missing or of a wrong type. */
export function readMessage(item: unknown, contacts: ContactBook): Found<ReceivedMessage> {
  const message = Fields.of(item, '');
  const type = message.id('type');
  const notice = noticeInstead(message, type);
  if (notice !== null) return { notice };
  const { kind, text, content, complete } = translate(message);
  const quotes = message.optionalObject('context')?.optionalId('id');
  const allSaid = complete && !message.hasMoreThan([...TRANSLATED, type]);
  return {
    item: {
      providerId: message.id('id'),
      at: timestamp(message),
      sender: senderOf(message, contacts),
      kind,
      text,
      content,
      raw: allSaid ? undefined : item,
      quotes,
    },
  };
}

/** Messages that no one person said to us alone. */
function noticeInstead(message: Fields, type: string): Notice | null {
  if (message.has('group_id')) {
    return { kind: 'not_answered', reason: 'The message was written in a group; groups are not answered.', raw: message.raw };
  }
  if (type === 'system') return { kind: 'account', reason: systemReason(message), raw: message.raw };
  return null;
}

function systemReason(message: Fields): string {
  const what = message.object('system').optionalString('type');
  if (what === 'user_changed_number') return 'A contact changed their phone number.';
  if (what === 'customer_identity_changed') return 'A contact’s device changed; the person may be another one.';
  return 'WhatsApp sent a system message about a contact.';
}
