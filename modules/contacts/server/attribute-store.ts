import { sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'key', 'label', 'type', 'choices', 'length_max', 'personal', 'sensitive', 'created_at'] as const;
export type AttributeRow = RowOf<'attributes', (typeof columns)[number]>;

/** All of them: there are at most `attributesMax`. */
export async function listAttributeRows(db: Db, organizationId: string): Promise<AttributeRow[]> {
  return db.selectFrom('attributes').select(columns).where('organization_id', '=', organizationId).orderBy('key').execute();
}

export async function findAttribute(db: Db, id: string): Promise<AttributeRow | undefined> {
  return db.selectFrom('attributes').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Throws a duplicate `DatabaseError` when the key is taken. */
export async function insertAttribute(
  db: Db,
  row: Omit<AttributeRow, 'choices'> & { organization_id: string; choices: string },
): Promise<void> {
  await db.insertInto('attributes').values(row).execute();
}

export async function updateAttribute(
  db: Db,
  id: string,
  patch: { label?: string | undefined; choices?: string | undefined },
): Promise<void> {
  await db.updateTable('attributes').set(patch).where('id', '=', id).execute();
}

export async function deleteAttribute(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('attributes').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

export interface StoredValue {
  readonly contact_id: string;
  readonly attribute_id: string;
  /** JSON text; null when it is sealed. */
  readonly value: string | null;
  readonly sealed: string | null;
}

/** Returns how many are different now. */
export async function putValues(db: Db, organizationId: string, values: readonly StoredValue[], now: Date): Promise<number> {
  if (values.length === 0) return 0;
  const put = await sql`insert into contact_attributes (organization_id, attribute_id, contact_id, value, sealed, changed_at)
    select ${organizationId}::uuid, v.attribute_id, v.contact_id, v.value::jsonb, v.sealed, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v(attribute_id uuid, contact_id uuid, value text, sealed text)
    on conflict (organization_id, attribute_id, contact_id) do update set value = excluded.value, sealed = excluded.sealed, changed_at = excluded.changed_at
    where contact_attributes.value is distinct from excluded.value or excluded.sealed is not null`.execute(db);
  return Number(put.numAffectedRows ?? 0n);
}

export async function dropValues(
  db: Db,
  organizationId: string,
  { contactIds, attributeIds }: { contactIds: readonly string[]; attributeIds: readonly string[] },
): Promise<void> {
  if (contactIds.length === 0 || attributeIds.length === 0) return;
  await db
    .deleteFrom('contact_attributes')
    .where('organization_id', '=', organizationId)
    .where('contact_id', 'in', contactIds)
    .where('attribute_id', 'in', attributeIds)
    .execute();
}

export type ValueRow = RowOf<'contact_attributes', 'contact_id' | 'attribute_id' | 'value' | 'sealed'>;

export async function valuesOf(db: Db, organizationId: string, contactIds: readonly string[]): Promise<ValueRow[]> {
  if (contactIds.length === 0) return [];
  return db
    .selectFrom('contact_attributes')
    .select(['contact_id', 'attribute_id', 'value', 'sealed'])
    .where('organization_id', '=', organizationId)
    .where('contact_id', 'in', contactIds)
    .execute();
}
