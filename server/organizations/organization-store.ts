import type { Organization, Role } from '#contract/organizations.ts';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'slug', 'name', 'language', 'time_zone', 'country', 'second_factor_roles', 'created_at'] as const;

export type OrganizationRow = RowOf<'organizations', (typeof columns)[number]>;

/** The organization `db` is bound to. */
export async function readOrganization(db: Db, id: string): Promise<OrganizationRow> {
  return db.selectFrom('organizations').select(columns).where('id', '=', id).executeTakeFirstOrThrow();
}

/** What the provisioning file may own of it. */
export async function readProvisionable(db: Db, id: string): Promise<Required<OrganizationPatch>> {
  return db
    .selectFrom('organizations')
    .select(['name', 'language', 'time_zone', 'provisioned', 'disabled_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

export async function readSealedKey(db: Db, id: string): Promise<string> {
  const row = await db.selectFrom('organizations').select('sealed_key').where('id', '=', id).executeTakeFirstOrThrow();
  return row.sealed_key;
}

export interface NewOrganization extends Omit<OrganizationRow, 'created_at' | 'second_factor_roles'> {
  readonly sealed_key: string;
  readonly provisioned: boolean;
  readonly now: Date;
}

/** Throws a duplicate `DatabaseError` (`organizations_slug_key`) when the slug is taken. */
export async function insertOrganization(db: Db, { now, ...row }: NewOrganization): Promise<void> {
  await db
    .insertInto('organizations')
    .values({ ...row, created_at: now, changed_at: now })
    .execute();
}

export interface OrganizationPatch {
  readonly name?: string;
  readonly language?: string;
  readonly time_zone?: string;
  readonly provisioned?: boolean;
  readonly disabled_at?: Date | null;
}

/** Changes the named columns and returns how it is now. */
export async function updateOrganization(
  db: Db,
  id: string,
  { patch, now }: { patch: OrganizationPatch & { readonly country?: string | null; readonly second_factor_roles?: string[] }; now: Date },
): Promise<OrganizationRow> {
  return db
    .updateTable('organizations')
    .set({ ...patch, changed_at: now })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function toOrganization(row: OrganizationRow): Organization {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    language: row.language,
    timeZone: row.time_zone,
    country: row.country,
    secondFactorRoles: row.second_factor_roles as Role[],
    createdAt: row.created_at.toISOString(),
  };
}
