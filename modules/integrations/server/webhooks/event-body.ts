import { type CheckedAddress, toIdentity } from '#core/contacts/address.ts';
import { toContact } from '#core/contacts/list-contacts.ts';
import { toConversation } from '#core/conversations/list-conversations.ts';
import { toMessage } from '#core/messages/to-message.ts';
import { toTurn } from '#core/turns/to-turn.ts';
import type { EventType, WebhookEvent } from '../../contract.ts';

type Json = Readonly<Record<string, unknown>>;

export interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly organization: string;
  /** The row as it was, as the database writes it in JSON. */
  readonly data: Json;
  /** Of a contact: their addresses, as they are now. They are stored after the contact, so the row of the event cannot have them. */
  readonly identities: readonly CheckedAddress[];
}

/** What is posted: the event with its data in the very shape in which the API shows it. */
export function eventBody(event: StoredEvent, publicUrl: string): WebhookEvent {
  const { id, type, occurredAt, organization } = event;
  return { id, type: type as EventType, occurredAt: occurredAt.toISOString(), organization, data: shapeOf(event, publicUrl) };
}

function shapeOf({ type, data, identities }: StoredEvent, publicUrl: string): Record<string, unknown> {
  const row = revive(data);
  switch (type.split('.')[0]) {
    case 'message':
      return toMessage(row as unknown as Parameters<typeof toMessage>[0]);
    case 'conversation':
      // Whether it belongs to a record that was joined is not on its row; what changes is always in the one that is kept.
      return toConversation(nobody, { kept_id: null, ...row } as unknown as Parameters<typeof toConversation>[1]);
    case 'contact':
      return { ...toContact(row as unknown as Parameters<typeof toContact>[0]), identities: identities.map(toIdentity) };
    case 'turn':
      return toTurn(nobody, { ...row, sealed_evidence: null } as unknown as Parameters<typeof toTurn>[1]);
    case 'incident':
      return { ...data, link: `${publicUrl}/inbox/${data.conversationId}` };
    default:
      return { ...data };
  }
}

/** Who may see neither evidence nor incidents: these have events of their own, which ask for the right to see them. */
const nobody = { actor: { permissions: new Set<string>() } } as unknown as Parameters<typeof toTurn>[0];

/** Times are text in JSON. */
function revive(data: Json): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, name.endsWith('_at') && typeof value === 'string' ? new Date(value) : value]),
  );
}
