import { sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

/** SQL on schema auth for what needs no session: a handful of statements, so that better-auth can stay unloaded. */

const columns = ['id', 'name', 'email', 'emailVerified', 'twoFactorEnabled', 'user_name', 'preferences', 'createdAt'] as const;

/** `emailVerified`: somebody has shown that the address is theirs, or the operator says so. */
export type AccountRow = RowOf<'auth.user', (typeof columns)[number]>;

export async function findAccountByEmail(db: Db, email: string): Promise<AccountRow | undefined> {
  return db.selectFrom('auth.user').select(columns).where('email', '=', email).executeTakeFirst();
}

export async function findAccountByUserName(db: Db, userName: string): Promise<AccountRow | undefined> {
  return db
    .selectFrom('auth.user')
    .select(columns)
    .where((where) => where(where.fn('lower', ['user_name']), '=', userName.toLowerCase()))
    .executeTakeFirst();
}

export async function readAccounts(db: Db, userIds: readonly string[]): Promise<AccountRow[]> {
  if (userIds.length === 0) return [];
  return db.selectFrom('auth.user').select(columns).where('id', 'in', userIds).execute();
}

export async function anyAccount(db: Db): Promise<boolean> {
  return (await db.selectFrom('auth.user').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function readPasswordHash(db: Db, userId: string): Promise<string | null> {
  const row = await db
    .selectFrom('auth.account')
    .select('password')
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst();
  return row?.password ?? null;
}

export interface NewAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly preferences: string;
  readonly passwordHash: string;
  /** Of the row that holds the password. */
  readonly credentialId: string;
  readonly now: Date;
}

/** Both rows or none: `db` must be a transaction. The form is the one better-auth's own sign-up writes. */
export async function insertAccount(db: Db, account: NewAccount): Promise<void> {
  const { id, name, email, emailVerified, preferences } = account;
  const times = { createdAt: account.now, updatedAt: account.now };
  await db
    .insertInto('auth.user')
    .values({ id, name, email, emailVerified, preferences, ...times })
    .execute();
  await db
    .insertInto('auth.account')
    .values({
      id: account.credentialId,
      accountId: account.id,
      providerId: 'credential',
      userId: account.id,
      password: account.passwordHash,
      ...times,
    })
    .execute();
}

export interface AccountPatch {
  readonly name?: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly user_name?: string | null;
  /** Laid over those there are, by the database: two tabs that change different ones at once lose neither. */
  readonly preferences?: string;
}

/** Throws a duplicate `DatabaseError` when the e-mail or the user name belongs to another account. */
export async function updateAccount(db: Db, userId: string, { patch, now }: { patch: AccountPatch; now: Date }): Promise<void> {
  const { preferences, ...rest } = patch;
  await db
    .updateTable('auth.user')
    .set({ ...rest, ...(preferences === undefined ? {} : { preferences: sql`preferences || ${preferences}::jsonb` }), updatedAt: now })
    .where('id', '=', userId)
    .execute();
}

export async function updatePassword(db: Db, userId: string, { hash, now }: { hash: string; now: Date }): Promise<void> {
  await db
    .updateTable('auth.account')
    .set({ password: hash, updatedAt: now })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute();
}
