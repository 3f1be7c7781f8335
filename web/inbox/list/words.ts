import type { TFunction } from 'i18next';
import type { InboxRow } from '../../../modules/desk/contract.ts';

/** A contact's name; who has none is known by their address. */
export function nameOf({ contact }: Pick<InboxRow, 'contact'>, t: TFunction): string {
  return contact.name || contact.address || t('inbox:row.unnamed');
}

/** Kinds of messages that have a sentence of their own; the others say what they are by their words, or nothing. */
const told = new Set([
  'image',
  'audio',
  'voice',
  'video',
  'document',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'order',
  'form',
  'delete',
  'template',
  'location_request',
]);

/** The last words of a conversation, on one line. */
export function wordsOf(message: InboxRow['lastMessage'], t: TFunction): string {
  if (message === null) return t('inbox:row.nothingYet');
  const words = message.text?.replace(/\s+/g, ' ').trim();
  if (words) return words;
  return told.has(message.kind) ? t(`inbox:kind.${message.kind}`) : t('inbox:kind.other');
}
