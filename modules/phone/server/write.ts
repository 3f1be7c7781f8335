import type { ReceivedMessage } from '#channels/channel.ts';
import type { Message } from '#contract/conversations.ts';
import type { ReceivedFile } from '#contract/message-contents.ts';
import { readMessage } from '#core/messages/get-message.ts';
import { readMessages } from '#core/messages/list-messages.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import type { PageQuery } from '#platform/page.ts';
import type { Scope } from '#platform/scope.ts';
import type { PhoneMessage } from '../contract.ts';
import { tellRead } from './answer-back.ts';
import { fileToSend } from './files.ts';
import { addressOf, ownPhone, personOf } from './phones.ts';
import { findByProviderId, findInThread, type PhoneRow, type ThreadMessage } from './store.ts';
import type { PhoneTools } from './tools.ts';

/** What the phone's owner does. From here it goes the way of every message that comes from a provider. */
export async function writeFromPhone(
  scope: Scope,
  tools: PhoneTools,
  { id, message }: { id: string; message: PhoneMessage },
): Promise<Message> {
  const phone = await switchedOn(scope, id);
  const channel = await tools.channels.channel(scope.organization.id, phone.channel_id);
  if (!channel) throw notFound('channel');
  const person = personOf(phone.id, phone.run);
  const providerId = `simulated.${person}.${scope.ids.next()}`;
  const said = await translate(scope, phone, message);
  const sender = { addresses: [addressOf(phone.id, phone.run)], name: phone.name, recipient: { person } };
  await tools.receive(channel, { messages: [{ providerId, at: scope.clock.now(), sender, ...said }], statuses: [], notices: [] });
  const stored = await findByProviderId(scope.db, scope.organization.id, phone.channel_id, providerId);
  if (stored === undefined) throw notFound('message');
  return readMessage(scope, stored);
}

/** The phone's own thread, for whoever may use the phone: nobody but its users wrote in it. */
export async function readThread(scope: Scope, page: PageQuery & { id: string; order: 'newest' | 'oldest' }) {
  const { conversation_id: conversationId } = await ownPhone(scope, page.id);
  return conversationId === null ? { items: [], nextCursor: null } : readMessages(scope, { ...page, conversationId });
}

export async function markSeen(scope: Scope, tools: PhoneTools, { id, messageId }: { id: string; messageId: string }): Promise<void> {
  const phone = await switchedOn(scope, id);
  await quotedIn(scope, phone, messageId, 'messageId');
  await tellRead(scope, tools, { phone, upTo: messageId });
}

export async function sayTyping(scope: Scope, tools: PhoneTools, { id, typing }: { id: string; typing: boolean }): Promise<void> {
  const { conversation_id: conversationId, contact_id: contactId } = await switchedOn(scope, id);
  if (conversationId === null) return;
  tools.live.tell(scope.organization.id, () => [{ kind: 'typing.changed', conversationId, contactId, active: typing }]);
}

async function switchedOn(scope: Scope, id: string): Promise<PhoneRow> {
  const phone = await ownPhone(scope, id);
  if (phone.off) throw new Refusal('phone.off', 'The phone is off. Turn it on first.', { status: 409 });
  return phone;
}

type Said = Pick<ReceivedMessage, 'kind' | 'text' | 'content' | 'quotes'>;

/** In the terms in which an adapter hands on what came from its provider. */
async function translate(scope: Scope, phone: PhoneRow, message: PhoneMessage): Promise<Said> {
  const quoted = message.quotes === undefined ? undefined : await quotedIn(scope, phone, message.quotes);
  const quotes = quoted ? { quotes: quoted.providerId } : {};
  switch (message.kind) {
    case 'text':
      return { kind: 'text', text: message.text, ...quotes };
    case 'choice':
      return { ...tapped(message.id, quoted as Quoted), ...quotes };
    case 'reaction':
      return { kind: 'reaction', content: { emoji: message.emoji }, ...quotes };
    case 'edit':
      requireOwn(quoted as Quoted);
      return { kind: 'edit', text: message.text, content: { kind: (quoted as Quoted).row.kind }, ...quotes };
    case 'delete':
      requireOwn(quoted as Quoted);
      return { kind: 'delete', ...quotes };
    case 'location': {
      const { kind, quotes: _, ...content } = message;
      return { kind, content, ...quotes };
    }
    case 'contacts':
      return { kind: 'contacts', content: { contacts: message.contacts }, ...quotes };
    default:
      return { ...(await withFile(scope, phone, message)), ...quotes };
  }
}

interface Quoted {
  readonly row: ThreadMessage;
  readonly providerId: string;
}

async function quotedIn(scope: Scope, phone: PhoneRow, id: string, field = 'quotes'): Promise<Quoted> {
  const row = phone.conversation_id === null ? undefined : await findInThread(scope.db, phone.conversation_id, id);
  if (!row) throw badField(field, 'must be the id of a message on this phone');
  if (row.provider_id === null) throw badField(field, 'names a message that has not arrived on this phone yet');
  return { row, providerId: row.provider_id };
}

function requireOwn({ row }: Quoted): void {
  if (row.direction !== 'in') throw badField('quotes', 'must be a message that this phone wrote');
}

interface Choices {
  readonly buttons?: readonly Choice[];
  readonly sections?: readonly { readonly rows: readonly Choice[] }[];
}
interface Choice {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
}

function tapped(id: string, { row }: Quoted): Said {
  const { buttons, sections } = (row.content ?? {}) as Choices;
  const choice = (buttons ?? sections?.flatMap((section) => section.rows) ?? []).find((one) => one.id === id);
  if (row.direction !== 'out' || !choice) throw badField('id', 'must be a button or row of the message it names');
  const { title, description } = choice;
  return { kind: 'choice', text: title, content: { id, ...(description === undefined ? {} : { description }) } };
}

/** What each kind may be, as phones send it. */
const accepted: Readonly<Record<string, RegExp>> = {
  image: /^image\/(jpeg|png)$/,
  video: /^video\//,
  voice: /^audio\//,
  audio: /^(audio\/|video\/(mp4|3gpp))/,
  sticker: /^image\/webp$/,
  document: /./,
};

async function withFile(scope: Scope, phone: PhoneRow, message: Extract<PhoneMessage, { file: string }>): Promise<Said> {
  const file = await fileToSend(scope, phone, message.file);
  if (!file) throw badField('file', 'must be the id of a file: upload it first (POST /api/phones/{id}/files)');
  if (!accepted[message.kind]?.test(file.mediaType))
    throw badField('file', `is ${file.mediaType}, which cannot be sent as ${message.kind}`);
  const media: ReceivedFile = { state: 'stored', file: file.id, mediaType: file.mediaType, size: file.size };
  const name = 'fileName' in message ? message.fileName : undefined;
  const fileName = message.kind === 'document' ? (name ?? file.name ?? undefined) : undefined;
  const text = 'text' in message ? message.text : undefined;
  return {
    kind: message.kind,
    ...(text === undefined ? {} : { text }),
    content: { media, ...(message.kind === 'voice' ? { voice: true } : {}), ...(fileName === undefined ? {} : { fileName }) },
  };
}
