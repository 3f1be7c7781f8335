import { sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

export type TagRow = RowOf<'tags', 'id' | 'name' | 'created_at'> & { readonly contacts: number };

// Records that were joined with another keep theirs, to have them back when they are taken apart; they count once.
const countOf =
  sql<number>`(select count(*)::int from contact_tags x join contacts c on c.organization_id = x.organization_id and c.id = x.contact_id
  where x.organization_id = tags.organization_id and x.tag_id = tags.id and c.merged_into is null)`.as('contacts');

/** In the order of their names; one more than `limit`. */
export async function listTagRows(
  db: Db,
  organizationId: string,
  page: { limit: number; after: string | null },
): Promise<(TagRow & { folded: string })[]> {
  let query = db.selectFrom('tags').select(['id', 'name', 'folded', 'created_at', countOf]).where('organization_id', '=', organizationId);
  if (page.after !== null) query = query.where('folded', '>', page.after);
  return query
    .orderBy('folded')
    .limit(page.limit + 1)
    .execute();
}

export async function findTag(db: Db, id: string): Promise<TagRow | undefined> {
  return db.selectFrom('tags').select(['id', 'name', 'created_at', countOf]).where('id', '=', id).executeTakeFirst();
}

/** Throws a duplicate `DatabaseError` when there is a tag of this name. */
export async function insertTag(db: Db, row: { organization_id: string; id: string; name: string; created_at: Date }): Promise<void> {
  await db
    .insertInto('tags')
    .values({ ...row, folded: sql`fold_text(${row.name})` })
    .execute();
}

/** Throws a duplicate `DatabaseError` when there is another tag of this name. */
export async function renameTag(db: Db, id: string, name: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('tags')
    .set({ name, folded: sql`fold_text(${name})` })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function deleteTag(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('tags').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Whoever has the one tag has the other. */
export async function copyTag(db: Db, organizationId: string, { from, to }: { from: string; to: string }): Promise<void> {
  await sql`insert into contact_tags (organization_id, tag_id, contact_id, created_at)
    select organization_id, ${to}, contact_id, created_at from contact_tags where organization_id = ${organizationId} and tag_id = ${from}
    on conflict do nothing`.execute(db);
}

/** The tags of these names, made where there are none. In the order of their names, so that two who do it wait for each other. */
export async function ensureTags(
  db: Db,
  organizationId: string,
  { names, newId, now }: { names: readonly string[]; newId: () => string; now: Date },
): Promise<string[]> {
  if (names.length === 0) return [];
  const ids = names.map(newId);
  await sql`insert into tags (organization_id, id, name, folded, created_at)
    select distinct on (fold_text(n.name)) ${organizationId}::uuid, n.id, n.name, fold_text(n.name), ${now}::timestamptz
    from unnest(${ids}::uuid[], ${names}::text[]) as n(id, name) order by fold_text(n.name)
    on conflict (organization_id, folded) do nothing`.execute(db);
  return tagIds(db, organizationId, names);
}

export async function tagIds(db: Db, organizationId: string, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const found = await sql<{ id: string }>`select id from tags where organization_id = ${organizationId}
    and folded in (select fold_text(n) from unnest(${names}::text[]) n)`.execute(db);
  return found.rows.map((row) => row.id);
}

export async function countTags(db: Db, organizationId: string): Promise<number> {
  const row = await db
    .selectFrom('tags')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export interface Tagging {
  readonly contactIds: readonly string[];
  readonly tagIds: readonly string[];
}

/** Returns what was new: pairs of contact and tag. */
export async function giveTags(db: Db, organizationId: string, { contactIds, tagIds: tags }: Tagging, now: Date) {
  if (contactIds.length === 0 || tags.length === 0) return [];
  const given = await sql<{ contact_id: string; tag_id: string }>`insert into contact_tags (organization_id, tag_id, contact_id, created_at)
    select ${organizationId}::uuid, t, c, ${now}::timestamptz from unnest(${tags}::uuid[]) t, unnest(${contactIds}::uuid[]) c
    on conflict do nothing returning contact_id, tag_id`.execute(db);
  return given.rows;
}

export async function takeTags(db: Db, organizationId: string, { contactIds, tagIds: tags }: Tagging): Promise<string[]> {
  if (contactIds.length === 0 || tags.length === 0) return [];
  const taken = await sql<{ contact_id: string }>`delete from contact_tags where organization_id = ${organizationId}
    and tag_id = any (${tags}::uuid[]) and contact_id = any (${contactIds}::uuid[]) returning contact_id`.execute(db);
  return taken.rows.map((row) => row.contact_id);
}

export async function tagsOf(db: Db, organizationId: string, contactIds: readonly string[]) {
  if (contactIds.length === 0) return [];
  return db
    .selectFrom('contact_tags as x')
    .innerJoin('tags as t', (join) => join.onRef('t.organization_id', '=', 'x.organization_id').onRef('t.id', '=', 'x.tag_id'))
    .select(['x.contact_id', 't.id', 't.name'])
    .where('x.organization_id', '=', organizationId)
    .where('x.contact_id', 'in', contactIds)
    .orderBy('t.folded')
    .execute();
}

/** Who has a tag, in the order of their ids; without records that were joined with another. */
export async function listTagged(
  db: Db,
  organizationId: string,
  tagId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const found = await sql<{ contact_id: string }>`select x.contact_id from contact_tags x
    join contacts c on c.organization_id = x.organization_id and c.id = x.contact_id
    where x.organization_id = ${organizationId} and x.tag_id = ${tagId} and c.merged_into is null
      and (${after}::uuid is null or x.contact_id > ${after}::uuid)
    order by x.contact_id limit ${limit}`.execute(db);
  return found.rows.map((row) => row.contact_id);
}

/** What a contact is tagged with, in the order of the names. */
export async function listTagNames(db: Db, organizationId: string, contactId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('contact_tags as x')
    .innerJoin('tags as t', (join) => join.onRef('t.organization_id', '=', 'x.organization_id').onRef('t.id', '=', 'x.tag_id'))
    .select('t.name')
    .where('x.organization_id', '=', organizationId)
    .where('x.contact_id', '=', contactId)
    .orderBy('t.folded')
    .execute();
  return rows.map((row) => row.name);
}
