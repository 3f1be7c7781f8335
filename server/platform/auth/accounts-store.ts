import type { Db } from '#platform/db/database.ts';

/** SQL on schema auth for what needs no session: a handful of statements, so that better-auth can stay unloaded. */

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Whether the operator gave the address; false: it stood in an invitation, whose link anybody may have opened. */
  readonly emailVerified: boolean;
}

const columns = ['id', 'name', 'email', 'emailVerified'] as const;

export async function findAccountByEmail(db: Db, email: string): Promise<AccountRow | undefined> {
  return db.selectFrom('auth.user').select(columns).where('email', '=', email).executeTakeFirst();
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

export interface NewAccount extends AccountRow {
  readonly passwordHash: string;
  /** Of the row that holds the password. */
  readonly credentialId: string;
  readonly now: Date;
}

/** Both rows or none: `db` must be a transaction. The form is the one better-auth's own sign-up writes. */
export async function insertAccount(db: Db, account: NewAccount): Promise<void> {
  const times = { createdAt: account.now, updatedAt: account.now };
  await db
    .insertInto('auth.user')
    .values({ id: account.id, name: account.name, email: account.email, emailVerified: account.emailVerified, ...times })
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
