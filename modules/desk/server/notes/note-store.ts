import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';

export interface NoteRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly text: string;
  readonly author: string;
  readonly author_id: string;
  readonly created_at: Date;
  readonly changed_at: Date | null;
  readonly mentions: string[];
}

const mentions = sql<string[]>`array(select x.member_id::text from note_mentions x
  where x.organization_id = conversation_notes.organization_id and x.note_id = conversation_notes.id order by x.member_id)`.as('mentions');

export async function findNotes(db: Db, organizationId: string, ids: readonly string[]): Promise<NoteRow[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('conversation_notes')
    .select(['id', 'conversation_id', 'text', 'author', 'author_id', 'created_at', 'changed_at', mentions])
    .where('organization_id', '=', organizationId)
    .where('id', 'in', ids)
    .execute();
}

export async function insertNote(db: Db, row: Omit<NoteRow, 'mentions'> & { organization_id: string }): Promise<void> {
  await db.insertInto('conversation_notes').values(row).execute();
}

export async function updateNote(db: Db, id: string, patch: { text: string; changed_at: Date }): Promise<void> {
  await db.updateTable('conversation_notes').set(patch).where('id', '=', id).execute();
}

export async function deleteNote(db: Db, id: string): Promise<void> {
  await db.deleteFrom('conversation_notes').where('id', '=', id).execute();
}

/** These and nobody else. */
export async function setMentions(
  db: Db,
  organizationId: string,
  { conversationId, noteId, memberIds }: { conversationId: string; noteId: string; memberIds: readonly string[] },
): Promise<void> {
  await sql`delete from note_mentions where organization_id = ${organizationId} and note_id = ${noteId} and not member_id = any (${memberIds}::uuid[])`.execute(
    db,
  );
  await sql`insert into note_mentions (organization_id, member_id, conversation_id, note_id)
    select ${organizationId}::uuid, m, ${conversationId}::uuid, ${noteId}::uuid from unnest(${memberIds}::uuid[]) m on conflict do nothing`.execute(
    db,
  );
}
