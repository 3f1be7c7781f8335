import type { Member, Role } from '#contract/organizations.ts';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'user_id', 'role', 'disabled_at', 'left_at', 'last_seen_at', 'provisioned', 'created_at'] as const;

export type MemberRow = RowOf<'members', (typeof columns)[number]>;

export async function findMember(db: Db, id: string): Promise<MemberRow | undefined> {
  return db.selectFrom('members').select(columns).where('id', '=', id).executeTakeFirst();
}

export async function findMemberOfUser(db: Db, userId: string): Promise<MemberRow | undefined> {
  return db.selectFrom('members').select(columns).where('user_id', '=', userId).executeTakeFirst();
}

/** One more than `limit`, so that the caller knows whether there is a next page. */
export async function listMemberRows(db: Db, organizationId: string, page: { limit: number; after: string | null }): Promise<MemberRow[]> {
  let query = db.selectFrom('members').select(columns).where('organization_id', '=', organizationId);
  if (page.after !== null) query = query.where('id', '>', page.after);
  return query
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
}

export interface NewMember {
  readonly organization_id: string;
  readonly id: string;
  readonly user_id: string;
  readonly role: Role;
  readonly provisioned?: boolean;
  readonly created_at: Date;
}

export async function insertMember(db: Db, member: NewMember): Promise<void> {
  await db.insertInto('members').values(member).execute();
}

export interface MemberPatch {
  readonly user_id?: string;
  readonly role?: Role;
  readonly disabled_at?: Date | null;
  readonly left_at?: Date | null;
  readonly provisioned?: boolean;
}

export async function updateMember(db: Db, id: string, patch: MemberPatch): Promise<void> {
  await db.updateTable('members').set(patch).where('id', '=', id).execute();
}

/** Locks the active owners, so that two people cannot each remove the other's last-but-one at the same moment. */
export async function lockOwners(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('members')
    .select('id')
    .where('role', '=', 'owner')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.id);
}

/** Members the provisioning file named and no longer names. */
export async function listProvisionedMembers(db: Db): Promise<MemberRow[]> {
  return db.selectFrom('members').select(columns).where('provisioned', '=', true).execute();
}

/** A person whose account is gone is shown by nothing rather than left out. `secondFactor`: null for whoever may not see it. */
export function toMember(row: MemberRow, person: { name: string; email: string } | undefined, secondFactor: boolean | null): Member {
  return {
    id: row.id,
    name: person?.name ?? '',
    email: person?.email ?? '',
    role: row.role as Role,
    secondFactor,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    leftAt: row.left_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
