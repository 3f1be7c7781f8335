import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';

export interface Address {
  readonly channel_type: string;
  readonly address: string;
}

export interface OwnerRow extends Address {
  readonly contact_id: string;
}

/** Whose these addresses are; those of nobody are missing. */
export async function findOwnerRows(db: Db, organizationId: string, addresses: readonly Address[]): Promise<OwnerRow[]> {
  if (addresses.length === 0) return [];
  const found = await sql<OwnerRow>`select i.channel_type, i.address, i.contact_id from identities i
    join jsonb_to_recordset(${JSON.stringify(addresses)}::jsonb) as w(channel_type text, address text)
      on i.channel_type = w.channel_type and i.address = w.address
    where i.organization_id = ${organizationId}`.execute(db);
  return found.rows;
}

export interface ContactWriting {
  readonly id: string;
  /** Null: stays as it is. */
  readonly name: string | null;
  readonly language: string | null;
  readonly time_zone: string | null;
}

export async function insertContactRows(db: Db, organizationId: string, rows: readonly ContactWriting[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into contacts (organization_id, id, name, language, time_zone, created_at)
    select ${organizationId}::uuid, w.id, w.name, w.language, w.time_zone, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(id uuid, name text, language text, time_zone text)`.execute(db);
}

/** Rows are locked by id, as everywhere. */
export async function updateContactRows(db: Db, organizationId: string, rows: readonly ContactWriting[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  await sql`select id from contacts where organization_id = ${organizationId} and id = any (${ids}::uuid[]) order by id for update`.execute(
    db,
  );
  await sql`update contacts c set name = coalesce(w.name, c.name), language = coalesce(w.language, c.language), time_zone = coalesce(w.time_zone, c.time_zone)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(id uuid, name text, language text, time_zone text)
    where c.organization_id = ${organizationId} and c.id = w.id`.execute(db);
}

/** Returns how many were nobody's until now. */
export async function insertIdentityRows(db: Db, organizationId: string, rows: readonly OwnerRow[], now: Date): Promise<number> {
  if (rows.length === 0) return 0;
  const put = await sql`insert into identities (organization_id, channel_type, address, contact_id, created_at)
    select ${organizationId}::uuid, w.channel_type, w.address, w.contact_id, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(channel_type text, address text, contact_id uuid)
    on conflict do nothing`.execute(db);
  return Number(put.numAffectedRows ?? 0n);
}
