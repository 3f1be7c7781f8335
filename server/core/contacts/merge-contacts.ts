import type { Merge } from '#contract/contacts.ts';
import { later } from '#platform/clock.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { visibleContact } from './get-contact.ts';
import { Busy, whenFree } from './hold-contacts.ts';
import {
  type ConversationState,
  filledFields,
  inOrderOfArrival,
  type MergeCompanions,
  type MergeIds,
  type MergeRecord,
  type SharedConversation,
} from './merge-record.ts';
import {
  type ConversationPatch,
  copyAssignments,
  insertMerge,
  type LockedContact,
  type LockedConversation,
  listMergeRows,
  listWaiting,
  lockContacts,
  lockConversations,
  type MergeRow,
  moveConversations,
  moveIdentities,
  patchContact,
  patchConversation,
  placeWaiting,
  pointTo,
} from './merge-store.ts';
import { listMergedIds } from './store.ts';

export const undoDays = 30;

/**
 * Two records of one person become one. The kept record holds from now on every address, and so every new message; unanswered
 * messages of both wait in it in the order in which they came. What was answered stays under the record it came to: that is how the
 * two can be told apart again. Where both have a conversation on one channel, the merged one stays, closed, with what is queued in it.
 */
export async function mergeContacts(
  scope: Scope,
  wanted: { keptId: string; otherId: string },
  companions: MergeCompanions,
): Promise<Merge> {
  requirePermission(scope, 'contacts.merge');
  const kept = await visibleContact(scope, wanted.keptId);
  const other = await visibleContact(scope, wanted.otherId);
  if (kept.id === other.id)
    throw new Refusal('contacts.same', 'Both ids lead to the same contact already.', { status: 409, details: { field: 'otherId' } });
  const row = await whenFree(scope, 'merge contacts', (inside) => merge(inside, { keptId: kept.id, mergedId: other.id }, companions));
  return toMerge(row);
}

async function merge(scope: Scope, ids: MergeIds, companions: MergeCompanions): Promise<MergeRow> {
  const { db, organization, clock, actor } = scope;
  const now = clock.now();
  const { kept, merged } = await hold(scope, ids);
  const conversations = await lockConversations(db, organization.id, [kept.id, merged.id]);
  const pairs = conversations
    .filter((one) => one.contact_id === merged.id)
    .map((theirs) => ({ theirs, ours: conversations.find((one) => one.contact_id === kept.id && one.channel_id === theirs.channel_id) }));
  const moved = pairs.flatMap(({ theirs, ours }) => (ours ? [] : [theirs.id]));
  const identities = await moveIdentities(db, organization.id, merged.id, kept.id);
  await moveConversations(db, organization.id, moved, { from: merged.id, to: kept.id });

  const into = new Map(pairs.flatMap(({ theirs, ours }) => (ours ? [[theirs.id, ours.id]] : [])));
  const theirs = await listWaiting(db, organization.id, merged);
  const waiting = inOrderOfArrival(await listWaiting(db, organization.id, kept), theirs);
  const placed = waiting.map(({ id, conversation_id }) => ({ id, conversation_id: into.get(conversation_id) ?? conversation_id }));
  await pointTo(db, organization.id, merged.id, kept.id);
  await placeWaiting(db, organization.id, kept, { waiting: placed, now });

  const shared: SharedConversation[] = [];
  for (const { theirs: former, ours } of pairs) {
    const writes = theirs.some((one) => one.conversation_id === former.id);
    if (ours) shared.push(await share(scope, { ours, former, writes }));
  }
  const filled = await fillFields(scope, kept, merged);
  const members = await copyAssignments(db, organization.id, ids, { by: `merge:${actor.kind}:${actor.id}`, now });
  const joined = await joinCompanions(scope, ids, companions);
  const messages = theirs.flatMap(({ id, conversation_id: from }) => (into.has(from) ? [{ id, from }] : []));
  const record: MergeRecord = { identities, conversations: moved, shared, messages, filled, members, ...joined };
  const row = { id: scope.ids.next(), kept_id: kept.id, merged_id: merged.id, created_at: now };
  const by = `${actor.kind}:${actor.id}`;
  await insertMerge(db, { ...row, organization_id: organization.id, record: JSON.stringify(record), merged_by: by });
  return { ...row, record, undone_at: null };
}

/** Both rows, with nobody deciding over either. */
async function hold(scope: Scope, { keptId, mergedId }: MergeIds): Promise<{ kept: LockedContact; merged: LockedContact }> {
  const rows = await lockContacts(scope.db, scope.organization.id, [keptId, mergedId]);
  const [kept, merged] = [rows.get(keptId), rows.get(mergedId)];
  // Another merge was quicker: what was asked for is not there any more.
  if (!kept || !merged || kept.merged_into !== null || merged.merged_into !== null) throw notFound('contact');
  requireNoTurn(scope, [kept, merged]);
  return { kept, merged };
}

/** While a turn is decided it holds the lease; what it decides over must not be moved under it. */
export function requireNoTurn({ clock }: Scope, contacts: readonly LockedContact[]): void {
  if (contacts.some((one) => one.turn_until !== null && one.turn_until > clock.now())) throw new Busy();
}

/** A stop, and a person who was asked for, hold for both, and whoever waited longer still does; answers go where the last message came from. */
async function share(
  { db }: Scope,
  { ours, former, writes }: { ours: LockedConversation; former: LockedConversation; writes: boolean },
): Promise<SharedConversation> {
  const later = writes && (former.last_inbound_at?.getTime() ?? 0) > (ours.last_inbound_at?.getTime() ?? 0);
  const stops = ours.opted_out_at === null && former.opted_out_at !== null;
  const people = ours.handler === 'assistant' && former.handler === 'people' && former.state === 'open';
  const waits = longerWait(ours, former);
  const changed: ConversationPatch = {
    ...(waits ? { waiting_since: waits } : {}),
    ...(later ? { last_inbound_at: former.last_inbound_at } : {}),
    ...(stops ? { opted_out_at: former.opted_out_at, silenced_to: ours.queued } : {}),
    ...(people ? { handler: 'people', handler_reason: former.handler_reason } : {}),
  };
  const recipient = later ? former.recipient : ours.recipient;
  await patchConversation(db, ours.id, {
    ...changed,
    ...(later ? { recipient: JSON.stringify(recipient) } : {}),
    ...(writes || (waits && former.handler === 'people') ? { state: 'open' } : {}),
  });
  await patchConversation(db, former.id, { state: 'closed' });
  return { kept: ours.id, merged: former.id, before: stateOf(ours), after: stateOf({ ...ours, ...changed, recipient }) };
}

/** Since when the former conversation's contact waits, if nobody waits for longer in ours. */
function longerWait(ours: LockedConversation, former: LockedConversation): Date | null {
  const waits = former.state === 'open' ? former.waiting_since : null;
  return waits !== null && (ours.waiting_since === null || waits < ours.waiting_since) ? waits : null;
}

export function stateOf(row: Omit<LockedConversation, 'id' | 'contact_id' | 'channel_id' | 'state' | 'queued'>): ConversationState {
  return {
    recipient: row.recipient,
    last_inbound_at: row.last_inbound_at?.toISOString() ?? null,
    handler: row.handler,
    handler_reason: row.handler_reason,
    opted_out_at: row.opted_out_at?.toISOString() ?? null,
    silenced_to: row.silenced_to,
    waiting_since: row.waiting_since?.toISOString() ?? null,
  };
}

async function fillFields({ db }: Scope, kept: LockedContact, merged: LockedContact): Promise<MergeRecord['filled']> {
  const filled = filledFields.filter((field) => kept[field] === null && merged[field] !== null);
  const seen = (merged.last_seen_at?.getTime() ?? 0) > (kept.last_seen_at?.getTime() ?? 0);
  await patchContact(db, kept.id, {
    ...Object.fromEntries(filled.map((field) => [field, merged[field]])),
    ...(seen ? { last_seen_at: merged.last_seen_at } : {}),
  });
  return filled;
}

async function joinCompanions(scope: Scope, ids: MergeIds, all: MergeCompanions): Promise<Pick<MergeRecord, 'companions' | 'remembered'>> {
  const companions: Record<string, unknown> = {};
  const remembered: string[] = [];
  for (const [name, companion] of Object.entries(all)) {
    const joined = await companion.join(scope, ids);
    companions[name] = joined.record;
    remembered.push(...joined.remembered);
  }
  return { companions, remembered };
}

/** What was joined with a contact, the newest first. */
export async function listMerges(scope: Scope, contactId: string): Promise<Merge[]> {
  requirePermission(scope, 'contacts.read');
  const contact = await visibleContact(scope, contactId);
  const { db, organization } = scope;
  const records = [contact.id, ...(await listMergedIds(db, organization.id, contact.id))];
  return (await listMergeRows(db, organization.id, records, 200)).map(toMerge);
}

function toMerge(row: MergeRow): Merge {
  const record = row.record as MergeRecord;
  return {
    id: row.id,
    keptId: row.kept_id,
    mergedId: row.merged_id,
    mergedAt: row.created_at.toISOString(),
    undoneAt: row.undone_at?.toISOString() ?? null,
    canBeUndoneUntil: later(row.created_at, undoDays * 86_400).toISOString(),
    conversationsMoved: record.conversations.length,
    conversationsShared: record.shared.length,
    messagesMoved: record.messages.length,
    remembered: [...record.remembered],
  };
}
