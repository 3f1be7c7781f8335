import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'kind', 'subject', 'sentence', 'since', 'seen_at', 'closed_at'] as const;

export type NoticeRow = RowOf<'notices', (typeof columns)[number]>;

export interface InsertedNotice {
  readonly organizationId: string;
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly values: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** Returns the id of the open notice: the one given, or that of the one there was. */
export async function insertNotice(db: Db, notice: InsertedNotice): Promise<string> {
  const sentence = JSON.stringify(notice.values);
  const row = await db
    .insertInto('notices')
    .values({
      organization_id: notice.organizationId,
      id: notice.id,
      kind: notice.kind,
      subject: notice.subject,
      sentence,
      since: notice.now,
      created_at: notice.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'kind', 'subject']).where('closed_at', 'is', null).doUpdateSet({ sentence }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function closeNotices(
  db: Db,
  { kinds, subject, now }: { kinds: readonly string[]; subject: string; now: Date },
): Promise<void> {
  await db
    .updateTable('notices')
    .set({ closed_at: now })
    .where('kind', 'in', kinds)
    .where('subject', '=', subject)
    .where('closed_at', 'is', null)
    .execute();
}

/** Newest first; one more than `limit`. */
export async function listNoticeRows(
  db: Db,
  organizationId: string,
  {
    open,
    closed,
    limit,
    before,
    hidden,
  }: { open: boolean; closed: boolean; limit: number; before: string | null; hidden: readonly string[] },
): Promise<NoticeRow[]> {
  let query = db.selectFrom('notices').select(columns).where('organization_id', '=', organizationId);
  if (hidden.length > 0) query = query.where('kind', 'not in', hidden);
  if (!closed) query = query.where('closed_at', 'is', null);
  if (!open) query = query.where('closed_at', 'is not', null);
  if (before !== null) query = query.where('id', '<', before);
  return query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}

/** The notice with a time set where there was none; undefined: there is no such notice. */
export async function stampNotice(
  db: Db,
  id: string,
  { column, now, hidden }: { column: 'seen_at' | 'closed_at'; now: Date; hidden: readonly string[] },
): Promise<NoticeRow | undefined> {
  let query = db.selectFrom('notices').select(columns).where('id', '=', id);
  if (hidden.length > 0) query = query.where('kind', 'not in', hidden);
  if (!(await query.executeTakeFirst())) return undefined;
  await db
    .updateTable('notices')
    .set({ [column]: now })
    .where('id', '=', id)
    .where(column, 'is', null)
    .execute();
  return query.executeTakeFirst();
}
