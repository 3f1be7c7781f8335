import type { ClaimedWork } from '#core/work.ts';
import type { Database, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

/** Takes the leases of contacts and reads their work; gives leases back that end in no decision. */

/** How many messages one turn takes at most; the rest waits for the next turn, right after. */
const turnMessagesMax = 50;

/** What to claim: a contact, and the lease if this worker holds it already without having read the work. */
export interface Claim {
  readonly contact_id: string;
  readonly held: string | null;
}

// Rows are locked in one order everywhere: contacts by id, then their conversations by channel.
type ContactRow = RowOf<'contacts', 'id' | 'name' | 'language' | 'failures'>;
const claimContacts = prepared<ContactRow>(`
  with due as (
    select c.id from contacts c
    where c.organization_id = $1 and c.id = any ($2::uuid[]) and c.work > c.done and c.due_at <= $4
      and (c.turn_until is null or c.turn_until <= $4 or c.turn_lease = (
        select i.held from jsonb_to_recordset($3::jsonb) as i(contact_id uuid, held text) where i.contact_id = c.id and i.held is not null limit 1))
    order by c.id for update
  )
  update contacts c set turn_lease = $5, turn_until = $6
  where c.organization_id = $1 and c.id = any (array(select id from due))
  returning c.id, coalesce(c.name, c.profile_name) as name, c.language, c.failures`);

const heldContacts = `(select c.id, c.done from contacts c
  where c.organization_id = $1 and c.id = any ($2::uuid[]) and c.turn_lease = $3 offset 0) c`;

type MessageRow = RowOf<
  'messages',
  | 'id'
  | 'contact_id'
  | 'conversation_id'
  | 'channel_id'
  | 'position'
  | 'provider_id'
  | 'kind'
  | 'text'
  | 'content'
  | 'written_at'
  | 'late'
  | 'quotes'
>;
const readClaimed = prepared<MessageRow>(`
  select m.id, m.contact_id, m.conversation_id, m.channel_id, m.position, m.provider_id, m.kind, m.text, m.content, m.written_at, m.late, m.quotes
  from ${heldContacts}
  cross join lateral (select * from messages m where m.organization_id = $1 and m.contact_id = c.id and m.direction = 'in'
    and m.position > c.done order by m.position limit ${turnMessagesMax}) m
  order by m.contact_id, m.position`);

type ConversationRow = RowOf<'conversations', 'id' | 'contact_id' | 'channel_id' | 'handler' | 'opted_out_at' | 'routing'>;
const readConversations = prepared<ConversationRow>(`
  select v.id, v.contact_id, v.channel_id, v.handler, v.opted_out_at, v.routing
  from ${heldContacts}
  cross join lateral (select * from conversations v where v.organization_id = $1 and v.contact_id = c.id offset 0) v`);

/** Takes the leases of contacts whose work is due and reads that work. One round trip. What others hold is left out. */
export async function claimWork(
  database: Database,
  organizationId: string,
  claims: readonly Claim[],
  lease: { name: string; now: Date; until: Date },
): Promise<ClaimedWork[]> {
  const wanted = claims.map((one) => one.contact_id);
  const held = JSON.stringify(claims.filter((one) => one.held !== null));
  const { contacts, messages, conversations } = await database.script('claim turns', organizationId, {
    contacts: claimContacts(organizationId, wanted, held, lease.now, lease.name, lease.until),
    messages: readClaimed(organizationId, wanted, lease.name),
    conversations: readConversations(organizationId, wanted, lease.name),
  });
  return contacts.rows.flatMap((contact) => {
    const mine = messages.rows.filter((row) => row.contact_id === contact.id);
    const conversation = conversations.rows.find((row) => row.id === mine[0]?.conversation_id);
    return conversation ? [toWork(organizationId, lease.name, { contact, conversation, messages: mine })] : [];
  });
}

/** A turn of the program's own: nobody wrote, and what was written before has been answered. */
interface IdleClaim {
  readonly contact_id: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly done: number;
  readonly channel_id: string;
  readonly handler: string;
  readonly opted_out: boolean;
  readonly routing: unknown;
}

// When nobody has it and no message waits; else nothing.
const claimIdle = prepared<IdleClaim>(`
  update contacts c set turn_lease = $3, turn_until = $4
  from conversations v
  where v.organization_id = $1 and v.id = $2 and c.organization_id = $1 and c.id = v.contact_id
    and c.work = c.done and (c.turn_until is null or c.turn_until <= $5)
  returning c.id as contact_id, coalesce(c.name, c.profile_name) as name, c.language, c.done, v.channel_id, v.handler,
    v.opted_out_at is not null as opted_out, v.routing`);

/** Takes the lease of a conversation's contact for a turn in which nobody wrote; null while messages wait or somebody else decides. */
export async function claimIdleWork(
  database: Database,
  { organizationId, conversationId }: { organizationId: string; conversationId: string },
  lease: { name: string; now: Date; until: Date },
): Promise<ClaimedWork | null> {
  const { claimed } = await database.script('claim own turn', organizationId, {
    claimed: claimIdle(organizationId, conversationId, lease.name, lease.until, lease.now),
  });
  const [row] = claimed.rows;
  if (!row) return null;
  return {
    organizationId,
    lease: lease.name,
    contact: { id: row.contact_id, name: row.name, language: row.language },
    failures: 0,
    conversation: {
      id: conversationId,
      channelId: row.channel_id,
      handler: row.handler as ClaimedWork['conversation']['handler'],
      optedOut: row.opted_out,
      routing: row.routing as ClaimedWork['conversation']['routing'],
    },
    messages: [],
    done: row.done,
  };
}

/** The rows that a claimed contact's work is made of. */
interface WorkRows {
  readonly contact: ContactRow;
  readonly conversation: ConversationRow;
  readonly messages: readonly MessageRow[];
}

function toWork(organizationId: string, lease: string, rows: WorkRows): ClaimedWork {
  const { contact, conversation } = rows;
  // A turn is one conversation's: the work of another channel, written in between, is the next turn's.
  const end = rows.messages.findIndex((row) => row.conversation_id !== conversation.id);
  const messages = end === -1 ? rows.messages : rows.messages.slice(0, end);
  return {
    organizationId,
    lease,
    contact: { id: contact.id, name: contact.name, language: contact.language },
    failures: contact.failures,
    followed: end !== -1 || rows.messages.length === turnMessagesMax,
    conversation: {
      id: conversation.id,
      channelId: conversation.channel_id,
      handler: conversation.handler as ClaimedWork['conversation']['handler'],
      optedOut: conversation.opted_out_at !== null,
      routing: conversation.routing,
    },
    messages: messages.map((row) => ({
      id: row.id,
      position: row.position,
      providerId: row.provider_id,
      kind: row.kind as ClaimedWork['messages'][number]['kind'],
      text: row.text,
      content: row.content,
      at: row.written_at as Date,
      late: row.late,
      quotes: row.quotes,
    })),
  };
}

const postpone = prepared(`
  update contacts c set turn_lease = null, turn_until = null, failures = c.failures + 1, due_at = $4
  where c.organization_id = $1 and c.id = $2 and c.turn_lease = $3
  returning c.failures`);

/** Gives a failed turn's lease back and sets when it is tried again. */
export async function postponeWork(database: Database, work: ClaimedWork, due: Date): Promise<void> {
  await database.script('postpone turn', work.organizationId, {
    postponed: postpone(work.organizationId, work.contact.id, work.lease, due),
  });
}

const release = prepared(`
  update contacts set turn_lease = null, turn_until = null, due_at = $4 where organization_id = $1 and id = $2 and turn_lease = $3`);

/** Gives a lease back without a decision and without counting a failure: there is nothing to decide on until `due`. */
export async function releaseWork(database: Database, work: ClaimedWork, due: Date): Promise<void> {
  await database.script('release turn', work.organizationId, {
    released: release(work.organizationId, work.contact.id, work.lease, due),
  });
}

const rest = prepared<{ due_at: Date }>(`
  update contacts set turn_lease = null, turn_until = null, due_at = case when due_at > $4 then due_at else $5 end
  where organization_id = $1 and id = $2 and turn_lease = $3 returning due_at`);

/** As `releaseWork`, unless more came since: then that decides when it is looked at again. Returns when; null: the lease is another's. */
export async function restWork(
  database: Database,
  work: ClaimedWork,
  { since, until }: { since: Date; until: Date },
): Promise<Date | null> {
  const { rested } = await database.script('rest turn', work.organizationId, {
    rested: rest(work.organizationId, work.contact.id, work.lease, since, until),
  });
  return rested.rows[0]?.due_at ?? null;
}
