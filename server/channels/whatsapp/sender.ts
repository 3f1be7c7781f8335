import type { Sender } from '#channels/channel.ts';
import { Fields, WrongField } from './fields.ts';

/**
 * Who wrote. Since April 2026 Meta names people by a business-scoped user id (BSUID, "US.13491208655302741918"), stable
 * for one person and one business portfolio; since mid-2026 people with a username may come without a phone number.
 * Source: Meta, WhatsApp Business Platform, "Business-scoped user IDs".
 *
 * Not used as addresses:
 * - the parent BSUID ("US.ENT.…"): it names a person across *several* portfolios that a parent account joins and may take
 *   apart again; an address that leads from one business's contact to another's would merge what must stay apart;
 * - the username: its owner may change it, and another person may then take it.
 */
interface Contact {
  readonly userId: string | null;
  readonly phone: string | null;
  readonly name: string | null;
}

export interface ContactBook {
  /** What of the entries was left out. */
  readonly dropped: readonly string[];
  find(userId: string | undefined, phone: string | undefined): Contact | undefined;
}

/** WhatsApp names have 25 characters; a cut at ten times that only stops abuse. */
const NAME_LENGTH_MAX = 256;

/** Reads `contacts[]`, which stands beside the messages. A bad entry costs a name, never a message. */
export function contactBook(contacts: unknown): ContactBook {
  const dropped: string[] = [];
  const byUserId = new Map<string, Contact>();
  const byPhone = new Map<string, Contact>();
  for (const [index, value] of entriesOf(contacts, dropped).entries()) {
    const contact = readContact(value, `contacts[${index}]`, dropped);
    if (contact?.userId) byUserId.set(contact.userId, contact);
    if (contact?.phone) byPhone.set(contact.phone, contact);
  }
  return {
    dropped,
    find: (userId, phone) =>
      (userId === undefined ? undefined : byUserId.get(userId)) ?? (phone === undefined ? undefined : byPhone.get(phone)),
  };
}

function entriesOf(contacts: unknown, dropped: string[]): readonly unknown[] {
  if (Array.isArray(contacts)) return contacts;
  if (contacts !== undefined && contacts !== null) dropped.push('contacts is not a list');
  return [];
}

function readContact(value: unknown, path: string, dropped: string[]): Contact | null {
  try {
    const fields = Fields.of(value, path, dropped);
    return { userId: userIdOf(fields, 'user_id') ?? null, phone: phoneOf(fields, 'wa_id') ?? null, name: nameOf(fields) };
  } catch (error) {
    if (!(error instanceof WrongField)) throw error;
    dropped.push(error.message);
    return null;
  }
}

function nameOf(fields: Fields): string | null {
  const name = fields.optionalObject('profile')?.optionalString('name')?.trim() ?? '';
  // A cut may fall between the halves of one character.
  return name === '' ? null : name.slice(0, NAME_LENGTH_MAX).toWellFormed();
}

/** Whether the contact wrote a message or it was written to them, in the phone app. */
export type Whose = 'sender' | 'recipient';
const NAMES = { sender: { phone: 'from', userId: 'from_user_id' }, recipient: { phone: 'to', userId: 'to_user_id' } } as const;

/** The contact of one message: what the message says of them, and what `contacts[]` adds. */
export function personOf(message: Fields, contacts: ContactBook, whose: Whose): Sender {
  const names = NAMES[whose];
  const saidUserId = userIdOf(message, names.userId);
  const saidPhone = phoneOf(message, names.phone);
  const contact = contacts.find(saidUserId, saidPhone);
  const userId = saidUserId ?? contact?.userId ?? undefined;
  const phone = saidPhone ?? contact?.phone ?? undefined;
  const addresses: string[] = [];
  if (userId !== undefined) addresses.push(`bsuid:${userId}`);
  if (phone !== undefined) addresses.push(`phone:${phone}`);
  if (addresses.length === 0) throw new WrongField(names.phone, [`names nobody, nor does ${names.userId}`, ...message.dropped].join('; '));
  const recipient = { ...(phone === undefined ? {} : { to: phone }), ...(userId === undefined ? {} : { recipient: userId }) };
  return { addresses, name: contact?.name ?? undefined, recipient };
}

/** Digits of an international number, without the plus sign that some gateways add. */
function phoneOf(fields: Fields, name: string): string | undefined {
  const value = fields.optionalId(name)?.replace(/^\+/, '');
  return value === undefined || /^[0-9]{3,20}$/.test(value) ? value : fields.drop(name, 'is not a phone number');
}

function userIdOf(fields: Fields, name: string): string | undefined {
  const value = fields.optionalId(name);
  return value === undefined || /^[A-Z]{2}\.[A-Za-z0-9._-]{1,160}$/.test(value) ? value : fields.drop(name, 'is not a WhatsApp user id');
}
