import { findSimulator } from '#channels/index.ts';
import { writeContacts } from '#core/contacts/write-contacts.ts';
import { closeConversation } from '#core/conversations/change-conversation.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { Phone, PhoneChange, PhoneCreation } from '../contract.ts';
import { deliverWaiting } from './answer-back.ts';
import {
  deletePhone,
  findPhone,
  insertPhone,
  listPhoneRows,
  lockPhone,
  markTestContact,
  type PhoneRow,
  renameContact,
  updatePhone,
} from './store.ts';
import type { PhoneTools } from './tools.ts';

/** More than these nobody finds their own among. */
const phonesMax = 50;

export async function listPhones(scope: Scope): Promise<{ items: Phone[]; nextCursor: null }> {
  requirePermission(scope, 'phone.use');
  return { items: (await listPhoneRows(scope.db, scope.organization.id, phonesMax)).map(toPhone), nextCursor: null };
}

/** The phone; 404 when it is another organization's. */
export async function ownPhone(scope: Scope, id: string): Promise<PhoneRow> {
  requirePermission(scope, 'phone.use');
  const row = await findPhone(scope.db, id);
  if (!row) throw notFound('phone');
  return row;
}

export async function getPhone(scope: Scope, id: string): Promise<Phone> {
  return toPhone(await ownPhone(scope, id));
}

/** Makes a phone with its test contact; and a channel for it, when there is none of the kind. */
export async function createPhone(scope: Scope, tools: PhoneTools, { name, channelId }: PhoneCreation): Promise<Phone> {
  requirePermission(scope, 'phone.use');
  const { db, organization } = scope;
  if ((await listPhoneRows(db, organization.id, phonesMax)).length >= phonesMax) throw tooMany();
  const channel = await channelFor(scope, tools, channelId);
  const id = scope.ids.next();
  await inTransaction(scope, 'create phone', async (inside) => {
    const contactId = await createPerson(inside, { phoneId: id, run: 1, name });
    const created_at = scope.clock.now();
    await insertPhone(inside.db, { organization_id: organization.id, id, channel_id: channel, contact_id: contactId, name, created_at });
  });
  return getPhone(scope, id);
}

export async function changePhone(scope: Scope, tools: PhoneTools, { id, ...change }: PhoneChange & { id: string }): Promise<Phone> {
  const phone = await ownPhone(scope, id);
  await updatePhone(scope.db, id, change);
  if (change.name !== undefined) await renameContact(scope.db, phone.contact_id, change.name);
  if (phone.off && change.off === false) await deliverWaiting(scope, tools, { ...phone, ...change });
  return getPhone(scope, id);
}

/**
 * Starts again as if it had never written: with a new test contact. The conversation before is closed and stays, because its turns
 * may still be worth looking at.
 */
export async function restartPhone(scope: Scope, tools: PhoneTools, id: string): Promise<Phone> {
  await ownPhone(scope, id);
  const left = await inTransaction(scope, 'restart phone', async (inside) => {
    await lockPhone(inside.db, id);
    const phone = await ownPhone(inside, id);
    const run = phone.run + 1;
    const contact_id = await createPerson(inside, { phoneId: id, run, name: phone.name });
    if (phone.conversation_id !== null) await closeConversation(inside, phone.conversation_id);
    await updatePhone(inside.db, id, { run, contact_id });
    return phone;
  });
  tellOfClosed(scope, tools, left);
  return getPhone(scope, id);
}

/** Throws the phone away. Its contact and conversation stay, closed. */
export async function removePhone(scope: Scope, tools: PhoneTools, id: string): Promise<void> {
  await ownPhone(scope, id);
  const left = await inTransaction(scope, 'remove phone', async (inside) => {
    await lockPhone(inside.db, id);
    const phone = await ownPhone(inside, id);
    if (phone.conversation_id !== null) await closeConversation(inside, phone.conversation_id);
    await deletePhone(inside.db, id);
    return phone;
  });
  tellOfClosed(scope, tools, left);
}

function tellOfClosed(
  { organization }: Scope,
  { live }: PhoneTools,
  { conversation_id: conversationId, contact_id: contactId }: PhoneRow,
): void {
  if (conversationId !== null) live.tell(organization.id, () => [{ kind: 'conversation.changed', conversationId, contactId }]);
}

async function createPerson(scope: Scope, { phoneId, run, name }: { phoneId: string; run: number; name: string }): Promise<string> {
  const contactId = scope.ids.next();
  await writeContacts(scope, {
    created: [{ id: contactId, name, language: null, time_zone: null }],
    changed: [],
    addresses: [{ channel_type: 'simulator', address: addressOf(phoneId, run), contact_id: contactId }],
  });
  await markTestContact(scope.db, contactId);
  return contactId;
}

/** Whom the adapter sends to. Its beginning is the phone's id, so that what is sent finds the phone. */
export function personOf(phoneId: string, run: number): string {
  return `${phoneId}.${run}`;
}

export function addressOf(phoneId: string, run: number): string {
  return `simulated:${personOf(phoneId, run)}`;
}

async function channelFor(scope: Scope, tools: PhoneTools, wanted: string | undefined): Promise<string> {
  const { organization } = scope;
  if (wanted === undefined) return findSimulator(await tools.scopeOf(organization.id, 'phone'), tools.channels, undefined);
  const channel = await tools.channels.channel(organization.id, wanted);
  if (channel?.type !== 'simulator') throw badField('channelId', 'must be the id of a channel of the type "simulator"');
  return wanted;
}

function toPhone(row: PhoneRow): Phone {
  return {
    id: row.id,
    name: row.name,
    channelId: row.channel_id,
    contactId: row.contact_id,
    conversationId: row.conversation_id,
    off: row.off,
    fails: row.fails,
    createdAt: row.created_at.toISOString(),
  };
}

function tooMany(): Refusal {
  return new Refusal('phone.too_many', `There are ${phonesMax} phones. Throw away those that nobody uses.`, { status: 409 });
}
