import { plain } from '#platform/db/sql.ts';
import type { TestApp } from './app.ts';
import type { Tenant } from './cast.ts';

/** Ids of one of everything, for tests that look at what there is rather than at how it came about. */
export interface SeededConversation {
  readonly channelId: string;
  readonly contactId: string;
  readonly conversationId: string;
  readonly inboundId: string;
  readonly outboundId: string;
  readonly turnId: string;
  readonly noticeId: string;
}

/** Writes a channel, a contact who asked something, the answer (which failed), its turn with evidence, a consent and a log line. */
export async function seedConversation(app: TestApp, tenant: Tenant): Promise<SeededConversation> {
  const { ids, clock } = app;
  const now = clock.now();
  const org = tenant.id;
  const [channelId, contactId, conversationId] = [ids.next(), ids.next(), ids.next()];
  const [inboundId, outboundId, turnId, noticeId] = [ids.next(), ids.next(), ids.next(), ids.next()];
  const [sealed] = await app.database.asOwner('seed', [plain('select sealed_key from organizations where id = $1', [org])]);
  const key = app.masterKey.openOrganizationKey(org, sealed?.rows[0]?.sealed_key as string);
  const evidence = key.seal(
    { table: 'turns', column: 'sealed_evidence', row: turnId },
    JSON.stringify([{ index: 1, matched: 'opening hours' }]),
  );
  const trace = JSON.stringify([
    { step: 'guard.safety', outcome: 'none', reason: 'No safety rules are installed.' },
    { step: 'assistant.offline', outcome: 'answered', reason: 'A line matched.' },
  ]);
  const trouble = JSON.stringify({ code: 'rejected', reason: 'The provider refused it.', advice: 'Shorten it.' });
  await app.database.asOwner('seed', [
    plain(
      `insert into channels (organization_id, id, type, name, settings, assistant, created_at, changed_at)
       values ($1, $2, 'simulator', 'Phone', '{}', '{"kind":"echo"}', $3, $3)`,
      [org, channelId, now],
    ),
    plain(
      `insert into contacts (organization_id, id, profile_name, created_at, last_seen_at, work, done) values ($1, $2, 'Amina', $3, $3, 1, 1)`,
      [org, contactId, now],
    ),
    plain(
      `insert into identities (organization_id, channel_type, address, contact_id, created_at) values ($1, 'whatsapp', 'phone:' || $3::text, $2, $4)`,
      [org, contactId, `1650555${conversationId.slice(-4)}`, now],
    ),
    plain(
      `insert into conversations (organization_id, id, contact_id, channel_id, recipient, last_inbound_at, last_message_at, created_at, queued, settled)
       values ($1, $2, $3, $4, '{}', $5, $5, $5, 1, 1)`,
      [org, conversationId, contactId, channelId, now],
    ),
    plain(
      `insert into messages (organization_id, id, conversation_id, contact_id, channel_id, direction, position, kind, text, author, status, written_at, created_at)
       values ($1, $2, $3, $4, $5, 'in', 1, 'text', 'When do you open?', 'contact', 'received', $6, $6)`,
      [org, inboundId, conversationId, contactId, channelId, now],
    ),
    plain(
      `insert into messages (organization_id, id, conversation_id, contact_id, channel_id, direction, position, kind, text, author, turn_id, status, trouble, created_at)
       values ($1, $2, $3, $4, $5, 'out', 1, 'text', 'At nine.', 'assistant', $6, 'failed', $7, $8)`,
      [org, outboundId, conversationId, contactId, channelId, turnId, trouble, now],
    ),
    plain(
      `insert into turns (organization_id, id, contact_id, conversation_id, first_position, last_position, outcome, trace, sealed_evidence, took_ms, created_at)
       values ($1, $2, $3, $4, 1, 1, 'open', $5, $6, 2, $7)`,
      [org, turnId, contactId, conversationId, trace, evidence, now],
    ),
    plain(
      `insert into consents (organization_id, id, contact_id, conversation_id, given, message_id, word, created_at) values ($1, $2, $3, $4, true, $5, 'start', $6)`,
      [org, ids.next(), contactId, conversationId, inboundId, now],
    ),
    plain(
      `insert into channel_log (organization_id, id, channel_id, kind, reason, raw, created_at) values ($1, $2, $3, 'unreadable', 'No sender.', '{"a":1}', $4)`,
      [org, ids.next(), channelId, now],
    ),
    plain(
      `insert into notices (organization_id, id, kind, subject, sentence, since, created_at) values ($1, $2, 'channels.paused', $3, '{}', $4, $4)`,
      [org, noticeId, channelId, now],
    ),
    plain(
      `insert into channel_templates (organization_id, channel_id, name, language, status, changed_at) values ($1, $2, 'hello', 'en', 'APPROVED', $3)`,
      [org, channelId, now],
    ),
  ]);
  return { channelId, contactId, conversationId, inboundId, outboundId, turnId, noticeId };
}
