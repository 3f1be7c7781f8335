import type { Consent, ConsentRecording } from '#contract/contacts.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type ConsentRow, insertConsent, lastConsent, listConsentRows, lockConsentConversation, setOptOut } from './consent-store.ts';
import { visibleContact } from './get-contact.ts';
import { listMergedIds } from './store.ts';

/** Who asked for messages or for silence, when and where, the newest first: the proof. */
export async function listConsents(scope: Scope, page: PageQuery & { contactId: string }) {
  requirePermission(scope, 'contacts.read');
  const rows = await listConsentRows(scope.db, scope.organization.id, {
    contactIds: await recordsOf(scope, page.contactId),
    limit: page.limit,
    before: decodeIdCursor(page.cursor),
  });
  return toPage(rows, page.limit, { item: toConsent, key: (row: ConsentRow) => [row.id] });
}

/**
 * A member writes down what a contact said elsewhere. It takes effect at once. A stop that the contact wrote themselves is taken back
 * only expressly, and the record says so for as long as it is kept.
 */
export async function recordConsent(scope: Scope, contactId: string, wanted: ConsentRecording): Promise<Consent> {
  requirePermission(scope, 'consents.record');
  const { organization, clock, ids, actor } = scope;
  const records = await recordsOf(scope, contactId);
  return inTransaction(scope, 'record consent', async ({ db }) => {
    const conversation = await lockConsentConversation(db, wanted.conversationId, records);
    if (!conversation) throw notFound('conversation of this contact');
    const last = await lastConsent(db, organization.id, conversation.id);
    const ownStop = wanted.given && last && !last.given && last.author === 'contact' && conversation.opted_out_at !== null ? last.id : null;
    if (ownStop !== null && !wanted.overrideOwnStop) {
      const message =
        'They wrote this stop themselves. If they now say otherwise, send overrideOwnStop with the reason; both stay on record.';
      throw new Refusal('contacts.own_stop', message, { status: 409, details: { field: 'overrideOwnStop', consentId: ownStop } });
    }
    const row: ConsentRow = {
      id: ids.next(),
      contact_id: records[0] as string,
      conversation_id: conversation.id,
      given: wanted.given,
      author: actor.kind,
      author_id: actor.id,
      message_id: null,
      word: null,
      reason: wanted.reason,
      overrides: ownStop,
      created_at: clock.now(),
    };
    await insertConsent(db, { ...row, organization_id: organization.id });
    const since = conversation.opted_out_at ?? row.created_at;
    await setOptOut(db, conversation.id, wanted.given ? null : { at: since, silencedTo: conversation.queued });
    return toConsent(row);
  });
}

/** The contact's own record first, then those that were joined with it. */
async function recordsOf(scope: Scope, contactId: string): Promise<string[]> {
  const contact = await visibleContact(scope, contactId);
  return [contact.id, ...(await listMergedIds(scope.db, scope.organization.id, contact.id))];
}

function toConsent(row: ConsentRow): Consent {
  return {
    id: row.id,
    contactId: row.contact_id,
    conversationId: row.conversation_id,
    given: row.given,
    author: row.author as Consent['author'],
    authorId: row.author_id,
    messageId: row.message_id,
    word: row.word,
    reason: row.reason,
    overrides: row.overrides,
    at: row.created_at.toISOString(),
  };
}
