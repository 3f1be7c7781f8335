import { sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['assignee_id', 'team_id', 'snoozed_until', 'snoozed_after'] as const;
export type WorkRow = RowOf<'desk_conversations', (typeof columns)[number]>;

export async function findWork(db: Db, organizationId: string, conversationId: string): Promise<WorkRow | undefined> {
  return db
    .selectFrom('desk_conversations')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
}

export async function putWork(
  db: Db,
  key: { organization_id: string; conversation_id: string },
  patch: Partial<WorkRow> & { changed_at: Date },
): Promise<void> {
  await db
    .insertInto('desk_conversations')
    .values({ ...key, ...patch })
    .onConflict((conflict) => conflict.columns(['organization_id', 'conversation_id']).doUpdateSet(patch))
    .execute();
}

export interface MessagePlace {
  readonly id: string;
  readonly created_at: Date;
}

const places = (db: Db, organizationId: string, conversationId: string) =>
  db
    .selectFrom('messages')
    .select(['id', 'created_at'])
    .where('organization_id', '=', organizationId)
    .where('conversation_id', '=', conversationId);

/** The last message; of the contact's only, with `direction`. */
export async function lastPlace(
  db: Db,
  organizationId: string,
  { conversationId, direction }: { conversationId: string; direction?: 'in' },
): Promise<MessagePlace | undefined> {
  const query = places(db, organizationId, conversationId);
  return (direction === undefined ? query : query.where('direction', '=', direction)).orderBy('id', 'desc').limit(1).executeTakeFirst();
}

export async function placeOf(
  db: Db,
  organizationId: string,
  where: { conversationId: string; id: string },
): Promise<MessagePlace | undefined> {
  return places(db, organizationId, where.conversationId).where('id', '=', where.id).executeTakeFirst();
}

export async function placeBefore(
  db: Db,
  organizationId: string,
  where: { conversationId: string; id: string },
): Promise<MessagePlace | undefined> {
  return places(db, organizationId, where.conversationId).where('id', '<', where.id).orderBy('id', 'desc').limit(1).executeTakeFirst();
}

export interface ReadRow {
  readonly organization_id: string;
  readonly member_id: string;
  readonly conversation_id: string;
  readonly read_to: string;
  readonly read_at: Date;
}

/** A mark moves forwards by itself; backwards only when somebody says so. */
export async function putRead(db: Db, row: ReadRow, how: { backwards: boolean }): Promise<void> {
  const { read_to, read_at } = row;
  await db
    .insertInto('conversation_reads')
    .values(row)
    .onConflict((conflict) => {
      const set = conflict.columns(['organization_id', 'member_id', 'conversation_id']).doUpdateSet({ read_to, read_at });
      return how.backwards ? set : set.where(sql<boolean>`conversation_reads.read_to < ${read_to}::uuid`);
    })
    .execute();
}
