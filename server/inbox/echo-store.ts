import type { Database, RowOf } from '#platform/db/database.ts';
import { recordsOf } from '#platform/db/records.ts';
import { prepared } from '#platform/db/sql.ts';
import { type Arrival, contactOf, introductions } from './accept-store.ts';

const echo = `jsonb_to_recordset($2::jsonb) as i(message_id uuid, channel_id uuid, channel_type text, address text, kind text, text text,
  content jsonb, raw jsonb, provider_id text, quotes text, written_at timestamptz)`;
const conversationOf = `(select v.id, v.contact_id, v.queued from conversations v where v.organization_id = $1
  and v.contact_id = ${contactOf('i.address')} and v.channel_id = i.channel_id for update) v`;

// It is in the lane, where it happened, and settled: nothing sends it.
const insertEcho = prepared<RowOf<'messages', 'id' | 'contact_id' | 'conversation_id'>>(`
  insert into messages (organization_id, id, conversation_id, contact_id, channel_id, direction, position, kind, text, content, raw,
    author, provider_id, quotes, status, written_at, created_at, sent_at)
  select $1, i.message_id, v.id, v.contact_id, i.channel_id, 'out', v.queued + 1, i.kind, i.text, i.content, i.raw,
    'phone_app', i.provider_id, i.quotes, 'sent', i.written_at, $3, i.written_at
  from ${echo} cross join lateral ${conversationOf}
  where (select m.id from messages m
    where m.organization_id = $1 and m.channel_id = i.channel_id and m.provider_id = i.provider_id limit 1) is null
  returning id, contact_id, conversation_id`);

const takeConversation = prepared(`
  update conversations v set queued = v.queued + 1, settled = v.settled + (v.settled = v.queued)::int, last_message_at = $3,
    state = 'open', handler = 'people', handler_reason = 'phone_app', waiting_since = null
  where v.organization_id = $1 and v.id = (select m.conversation_id from messages m where m.organization_id = $1 and m.id = $2)`);

/**
 * Stores one message that somebody of the organization wrote on the phone, and leaves the conversation to people. One round trip.
 * Returns it; nothing when it was a repetition.
 */
export async function storeEcho(
  database: Database,
  organizationId: string,
  arrival: Arrival,
  now: Date,
): Promise<{ messageId: string; contactId: string; conversationId: string }[]> {
  const columns = [
    'message_id',
    'channel_id',
    'channel_type',
    'address',
    'kind',
    'text',
    'content',
    'raw',
    'provider_id',
    'quotes',
    'written_at',
  ] as const;
  const { inserted } = await database.script('echo', organizationId, {
    ...introductions(organizationId, [arrival], now),
    inserted: insertEcho(organizationId, recordsOf([arrival], columns), now),
    taken: takeConversation(organizationId, arrival.message_id, now),
  });
  return inserted.rows.map((row) => ({ messageId: row.id, contactId: row.contact_id, conversationId: row.conversation_id }));
}

const moveIdentity = prepared(`
  update identities a set address = $4 where a.organization_id = $1 and a.channel_type = $2 and a.address = $3
    and not exists (select from identities b where b.organization_id = $1 and b.channel_type = $2 and b.address = $4)`);
const leaveIdentity = prepared(`
  delete from identities a where a.organization_id = $1 and a.channel_type = $2 and a.address = $3
    and exists (select from identities b where b.organization_id = $1 and b.channel_type = $2 and b.address = $4 and b.contact_id = a.contact_id)`);

/**
 * A contact has another address now, and the old one may become a stranger's. When somebody is known by the new one already, both stay
 * as they are: whether the two are one is for a person to say.
 */
export async function moveAddress(
  database: Database,
  organizationId: string,
  { channelType, from, to }: { channelType: string; from: string; to: string },
): Promise<void> {
  await database.script('move address', organizationId, {
    moved: moveIdentity(organizationId, channelType, from, to),
    left: leaveIdentity(organizationId, channelType, from, to),
  });
}
