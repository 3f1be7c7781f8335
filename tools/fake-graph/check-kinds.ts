import { type Fields, fields, invalid, list, missing, required, text } from './check-fields.ts';
import { GraphError } from './graph-error.ts';

/** The kinds of messages beside text and questions, as Meta's pages of each kind describe them. */

export type KnowsMedia = (id: string) => boolean;

/** `{id}` of an upload that is not older than 30 days, or `{link}`. */
export function checkMedia(type: string, part: Fields, knowsMedia: KnowsMedia): void {
  if ((part.id === undefined) === (part.link === undefined)) throw missing(`${type}.id or ${type}.link`);
  if (part.id !== undefined && !knowsMedia(text(part, 'id', 512))) {
    throw new GraphError(100, `Param ${type}['id'] is not a valid whatsapp business account media attachment ID`);
  }
  if (part.link !== undefined && !/^https?:\/\//.test(text(part, 'link', 2000))) throw invalid(`${type}.link`);
  if (part.caption === undefined) return;
  if (type === 'audio' || type === 'sticker') throw new GraphError(100, `Unexpected key "caption" on param "${type}".`);
  text(part, 'caption', 1024);
}

export function checkLocation(part: Fields): void {
  degrees(part, 'latitude', 90);
  degrees(part, 'longitude', 180);
}

function degrees(part: Fields, name: string, most: number): void {
  const value = Number(required(part, name, 'location'));
  if (!(Math.abs(value) <= most)) throw invalid(`location.${name}`);
}

export function checkContacts(part: unknown): void {
  for (const card of list({ contacts: part }, 'contacts', 257)) {
    const name = fields(required(fields(card, 'contacts'), 'name', 'contacts'), 'contacts.name');
    text(name, 'formatted_name', 1024);
    const more = ['first_name', 'last_name', 'middle_name', 'prefix', 'suffix'].some((part_) => typeof name[part_] === 'string');
    if (!more) throw missing('contacts.name.first_name');
  }
}

export function checkReaction(part: Fields): void {
  if (!text(part, 'message_id', 512).startsWith('wamid.')) throw invalid('reaction.message_id');
  if (typeof part.emoji !== 'string') throw missing('reaction.emoji');
}
