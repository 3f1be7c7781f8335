import { sql } from 'kysely';
import type { Database, Db, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

/** Stored texts and their versions as rows. */

const columns = ['id', 'name', 'title', 'draft', 'revision', 'version_id', 'created_at', 'changed_at'] as const;
export type TextRow = RowOf<'texts', (typeof columns)[number]> & { readonly number: number | null; readonly changed: boolean };

const number = sql<number | null>`(select v.number from text_versions v
  where v.organization_id = texts.organization_id and v.id = texts.version_id)`.as('number');
/** As jsonb compares, so the order of languages makes no difference. */
const changed = sql<boolean>`coalesce((select v.content <> texts.draft from text_versions v
  where v.organization_id = texts.organization_id and v.id = texts.version_id), true)`.as('changed');

export async function findText(db: Db, id: string): Promise<TextRow | undefined> {
  return db.selectFrom('texts').select(columns).select([number, changed]).where('id', '=', id).executeTakeFirst();
}

export async function lockText(db: Db, id: string): Promise<TextRow | undefined> {
  return db.selectFrom('texts').select(columns).select([number, changed]).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function listTextRows(db: Db, organizationId: string, page: { limit: number; after: string | null }): Promise<TextRow[]> {
  let query = db.selectFrom('texts').select(columns).select([number, changed]).where('organization_id', '=', organizationId);
  if (page.after !== null) query = query.where('name', '>', page.after);
  return query
    .orderBy('name')
    .limit(page.limit + 1)
    .execute();
}

export async function countTexts(db: Db, organizationId: string): Promise<number> {
  const query = db.selectFrom('texts').select(({ fn }) => fn.countAll<number>().as('count'));
  return Number((await query.where('organization_id', '=', organizationId).executeTakeFirstOrThrow()).count);
}

interface NewText {
  readonly organization_id: string;
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly draft: object;
  readonly now: Date;
}

/** Throws a duplicate `DatabaseError` when there is a text of this name. */
export async function insertText(db: Db, { draft, now, ...text }: NewText): Promise<void> {
  await db
    .insertInto('texts')
    .values({ ...text, draft: JSON.stringify(draft), created_at: now, changed_at: now })
    .execute();
}

export interface TextPatch {
  readonly title?: string | undefined;
  readonly draft?: object | undefined;
  readonly revision?: number;
  readonly version_id?: string;
  readonly changed_at: Date;
}

export async function updateText(db: Db, id: string, { draft, ...patch }: TextPatch): Promise<void> {
  await db
    .updateTable('texts')
    .set({ ...patch, ...(draft === undefined ? {} : { draft: JSON.stringify(draft) }) })
    .where('id', '=', id)
    .execute();
}

export async function deleteText(db: Db, id: string): Promise<void> {
  await db.deleteFrom('texts').where('id', '=', id).execute();
}

const versionColumns = ['id', 'number', 'content', 'note', 'published_by', 'created_at'] as const;
export type TextVersionRow = RowOf<'text_versions', (typeof versionColumns)[number]>;

/** The newest first. */
export async function listTextVersions(db: Db, organizationId: string, textId: string): Promise<TextVersionRow[]> {
  return db
    .selectFrom('text_versions')
    .select(versionColumns)
    .where('organization_id', '=', organizationId)
    .where('text_id', '=', textId)
    .orderBy('number', 'desc')
    .limit(100)
    .execute();
}

export async function findTextVersion(db: Db, textId: string, wanted: number): Promise<TextVersionRow | undefined> {
  return db
    .selectFrom('text_versions')
    .select(versionColumns)
    .where('text_id', '=', textId)
    .where('number', '=', wanted)
    .executeTakeFirst();
}

interface NewVersion {
  readonly organization_id: string;
  readonly id: string;
  readonly text_id: string;
  readonly content: object;
  readonly note: string | null;
  readonly published_by: string;
  readonly created_at: Date;
}

/** Numbered behind the last one, whose row the caller holds. */
export async function insertTextVersion(db: Db, { content, ...version }: NewVersion): Promise<void> {
  await sql`insert into text_versions (organization_id, id, text_id, number, content, note, published_by, created_at)
    select ${version.organization_id}::uuid, ${version.id}::uuid, ${version.text_id}::uuid,
      coalesce((select max(number) from text_versions where organization_id = ${version.organization_id} and text_id = ${version.text_id}), 0) + 1,
      ${JSON.stringify(content)}::jsonb, ${version.note}, ${version.published_by}, ${version.created_at}::timestamptz`.execute(db);
}

const published = prepared<{ name: string; content: unknown }>(`
  select t.name, v.content from texts t
  join text_versions v on v.organization_id = t.organization_id and v.id = t.version_id where t.organization_id = $1`);

/** What an organization's flows may say, by name. */
export async function readPublishedTexts(database: Database, organizationId: string) {
  const { texts } = await database.script('read published texts', organizationId, { texts: published(organizationId) });
  return texts.rows;
}
