import type { MergeUndone } from '#contract/contacts.ts';
import { later } from '#platform/clock.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { endAssignment } from './assignment-store.ts';
import { visibleContact } from './get-contact.ts';
import { whenFree } from './hold-contacts.ts';
import { requireNoTurn, stateOf, undoDays } from './merge-contacts.ts';
import type { ConversationState, MergeCompanions, MergeRecord, SharedConversation } from './merge-record.ts';
import {
  type ConversationPatch,
  countSince,
  findMerge,
  type LockedContact,
  listWaiting,
  lockContacts,
  lockConversations,
  type MergeRow,
  markUndone,
  moveConversations,
  patchContact,
  patchConversation,
  placeWaiting,
  returnIdentities,
  returnMessages,
  standAlone,
} from './merge-store.ts';

/**
 * Takes two records apart again: addresses, conversations and unanswered messages go back to whom they belonged, as far as that was
 * recorded and nobody changed it since. Says what could not be given back.
 */
export async function undoMerge(scope: Scope, mergeId: string, companions: MergeCompanions): Promise<MergeUndone> {
  requirePermission(scope, 'contacts.merge');
  const found = await findMerge(scope.db, mergeId);
  if (!found) throw notFound('merge');
  // Its record leads to the contact as it is now.
  const now = await visibleContact(scope, found.merged_id, 'merge');
  requireInTime(scope, found);
  return whenFree(scope, 'undo merge', (inside) => undo(inside, { row: found, rootId: now.id }, companions));
}

function requireInTime({ clock }: Scope, row: MergeRow): void {
  if (row.undone_at !== null) throw new Refusal('contacts.undone_already', 'These contacts were taken apart already.', { status: 409 });
  if (later(row.created_at, undoDays * 86_400) < clock.now()) {
    throw new Refusal('contacts.undo_too_late', `Contacts can be taken apart for ${undoDays} days after they were joined.`, {
      status: 409,
    });
  }
}

interface Undoing {
  readonly row: MergeRow;
  /** The contact that the merged record leads to now; the kept one, or one that this was joined with later. */
  readonly rootId: string;
}

async function undo(scope: Scope, { row, rootId }: Undoing, companions: MergeCompanions): Promise<MergeUndone> {
  const { db, organization, clock, actor } = scope;
  const record = row.record as MergeRecord;
  const rows = await lockContacts(db, organization.id, [rootId, row.merged_id]);
  const [root, restored] = [rows.get(rootId), rows.get(row.merged_id)];
  if (!root || restored?.merged_into !== rootId) throw notFound('merge');
  requireNoTurn(scope, [root, restored]);
  await lockConversations(db, organization.id, [root.id, restored.id]);
  if (!(await markUndone(db, row.id, `${actor.kind}:${actor.id}`, clock.now()))) throw notFound('merge');

  await standAlone(db, organization.id, restored.id);
  const addresses = await returnIdentities(db, organization.id, { from: root.id, to: restored.id, identities: record.identities });
  const conversations = await moveConversations(db, organization.id, record.conversations, { from: root.id, to: restored.id });
  const stayed: string[] = [];
  for (const shared of record.shared) stayed.push(...(await unshare(scope, shared, row)));
  await partWaiting(scope, { root, restored, record, conversations });
  await emptyFields(scope, root, restored, record.filled);
  for (const memberId of record.members) {
    await endAssignment(db, { organizationId: organization.id, contactId: row.kept_id, memberId }, clock.now());
  }
  const parted: string[] = [];
  for (const [name, companion] of Object.entries(companions)) {
    parted.push(...(await companion.part(scope, { keptId: root.id, mergedId: restored.id }, record.companions[name])));
  }
  const missing = record.identities.length - addresses;
  return {
    keptId: root.id,
    restoredId: restored.id,
    notRestored: [
      ...(missing > 0 ? [`${missing} of ${record.identities.length} addresses were removed or moved since.`] : []),
      ...stayed,
      ...parted,
    ],
  };
}

/** Unanswered messages go with their conversation; those that were put into a shared one go back to where they came from. */
async function partWaiting(
  { db, organization, clock }: Scope,
  {
    root,
    restored,
    record,
    conversations,
  }: { root: LockedContact; restored: LockedContact; record: MergeRecord; conversations: readonly string[] },
): Promise<void> {
  const back = new Set([...conversations, ...record.shared.map((one) => one.merged)]);
  const waiting = await listWaiting(db, organization.id, root);
  const [theirs, ours] = [waiting.filter((one) => back.has(one.conversation_id)), waiting.filter((one) => !back.has(one.conversation_id))];
  await placeWaiting(db, organization.id, restored, { waiting: theirs, now: clock.now() });
  await placeWaiting(db, organization.id, root, { waiting: ours, now: clock.now() });
}

/** The shared conversation is the kept contact's alone, in the state it had unless somebody changed it since. */
async function unshare({ db, organization }: Scope, shared: SharedConversation, row: MergeRow): Promise<string[]> {
  const record = row.record as MergeRecord;
  const rows = await lockConversations(db, organization.id, [row.kept_id, row.merged_id]);
  const ours = rows.find((one) => one.id === shared.kept);
  await returnMessages(
    db,
    organization.id,
    shared.kept,
    record.messages.filter((one) => one.from === shared.merged),
  );
  await patchConversation(db, shared.merged, { state: 'open' });
  if (ours) {
    await patchConversation(db, ours.id, takeBack(shared, stateOf(ours)));
  }
  const came = await countSince(db, organization.id, shared.kept, row.created_at);
  return came === 0
    ? []
    : [
        `${came} messages came since into a conversation both had; nobody recorded from which of the two, so they stay with the kept contact (conversation ${shared.kept}).`,
      ];
}

function takeBack({ before, after }: SharedConversation, current: ConversationState): ConversationPatch {
  const held = (field: keyof ConversationState) =>
    JSON.stringify(before[field]) !== JSON.stringify(after[field]) && JSON.stringify(current[field]) === JSON.stringify(after[field]);
  return {
    ...(held('recipient') ? { recipient: JSON.stringify(before.recipient) } : {}),
    ...(held('last_inbound_at') ? { last_inbound_at: before.last_inbound_at === null ? null : new Date(before.last_inbound_at) } : {}),
    ...(held('handler') ? { handler: before.handler as 'assistant' | 'people', handler_reason: before.handler_reason } : {}),
    ...(held('waiting_since') ? { waiting_since: before.waiting_since ? new Date(before.waiting_since) : null } : {}),
    ...(held('opted_out_at') ? { opted_out_at: null, silenced_to: null } : {}),
  };
}

async function emptyFields({ db }: Scope, root: LockedContact, restored: LockedContact, filled: MergeRecord['filled']): Promise<void> {
  await patchContact(
    db,
    root.id,
    Object.fromEntries(filled.filter((field) => root[field] === restored[field]).map((field) => [field, null])),
  );
}
