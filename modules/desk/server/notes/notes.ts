import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { Note, NoteCreation } from '../../contract.ts';
import { activeMembers, actorsOf, membersById } from '../people.ts';
import { type DeskTools, tell } from '../tools.ts';
import { deleteNote, findNotes, insertNote, type NoteRow, setMentions, updateNote } from './note-store.ts';

/** Writes something for colleagues into a conversation. Never sent. */
export async function writeNote(scope: Scope, tools: DeskTools, conversationId: string, { text, mentions }: NoteCreation): Promise<Note> {
  requirePermission(scope, 'notes.write');
  const { contact_id } = await visibleConversation(scope, conversationId);
  await requireMentionable(scope, tools, { mentions, contactId: contact_id });
  const { organization, actor, clock } = scope;
  const id = scope.ids.next();
  const row = {
    id,
    conversation_id: conversationId,
    text,
    author: actor.kind,
    author_id: actor.id,
    created_at: clock.now(),
    changed_at: null,
  };
  await inTransaction(scope, 'write note', async ({ db }) => {
    await insertNote(db, { ...row, organization_id: organization.id });
    await setMentions(db, organization.id, { conversationId, noteId: id, memberIds: mentions });
  });
  tell(tools, scope, { kind: 'note', conversationId, contactId: contact_id });
  return noteOf(scope, tools, id);
}

/** Its author puts it right. */
export async function changeNote(scope: Scope, tools: DeskTools, id: string, { text, mentions }: NoteCreation): Promise<Note> {
  requirePermission(scope, 'notes.write');
  const { row, contactId } = await requireNote(scope, id);
  requireAuthor(scope, row);
  // Who was mentioned may stay, whatever became of them.
  await requireMentionable(scope, tools, { mentions, contactId, known: row.mentions });
  const { organization, clock } = scope;
  await inTransaction(scope, 'change note', async ({ db }) => {
    await updateNote(db, id, { text, changed_at: clock.now() });
    await setMentions(db, organization.id, { conversationId: row.conversation_id, noteId: id, memberIds: mentions });
  });
  tell(tools, scope, { kind: 'note', conversationId: row.conversation_id, contactId });
  return noteOf(scope, tools, id);
}

/** Its author takes it back, or somebody who may do so with anybody's. */
export async function removeNote(scope: Scope, tools: DeskTools, id: string): Promise<void> {
  requirePermission(scope, 'notes.write');
  const { row, contactId } = await requireNote(scope, id);
  if (!scope.actor.permissions.has('notes.remove')) requireAuthor(scope, row);
  await deleteNote(scope.db, id);
  tell(tools, scope, { kind: 'note', conversationId: row.conversation_id, contactId });
}

async function requireNote(scope: Scope, id: string): Promise<{ row: NoteRow; contactId: string }> {
  const [row] = await findNotes(scope.db, scope.organization.id, [id]);
  if (!row) throw notFound('note');
  return { row, contactId: (await visibleConversation(scope, row.conversation_id, 'note')).contact_id };
}

function requireAuthor({ actor }: Scope, row: NoteRow): void {
  if (row.author === actor.kind && row.author_id === actor.id) return;
  throw new Refusal('desk.not_the_author', 'This is somebody else’s note; write one of your own.', { status: 403 });
}

/** Whoever is mentioned must find what they are called to. */
async function requireMentionable(
  scope: Scope,
  tools: DeskTools,
  { mentions, contactId, known = [] }: { mentions: readonly string[]; contactId: string; known?: readonly string[] },
): Promise<void> {
  const members = await activeMembers(scope, tools, mentions, contactId);
  const wrong = mentions.findIndex((id) => !members.get(id)?.seesContact && !known.includes(id));
  if (wrong >= 0) throw badField(`mentions[${wrong}]`, 'is no active member who sees this contact’s conversations');
}

async function noteOf(scope: Scope, tools: DeskTools, id: string): Promise<Note> {
  const [note] = await readNotes(scope, tools, [id]);
  if (!note) throw notFound('note');
  return note;
}

/** Notes by id, of conversations that were asked for first. */
export async function readNotes(scope: Scope, tools: DeskTools, ids: readonly string[]): Promise<Note[]> {
  const rows = await findNotes(scope.db, scope.organization.id, ids);
  const authors = await actorsOf(
    scope,
    tools,
    rows.map((row) => ({ kind: row.author, id: row.author_id })),
  );
  const members = await membersById(
    scope,
    tools,
    rows.flatMap((row) => row.mentions),
  );
  return rows.map((row) => ({
    id: row.id,
    conversationId: row.conversation_id,
    text: row.text,
    author: authors({ kind: row.author, id: row.author_id }),
    mentions: row.mentions.map((id) => members.get(id) ?? { id, name: '' }),
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at?.toISOString() ?? null,
  }));
}
