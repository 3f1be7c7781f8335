import type { Db } from '#platform/db/database.ts';

/** Writes down that a code was given. False: it was given before. `oldest`: what is older can no longer be valid, and goes. */
export async function claimCode(
  db: Db,
  { userId, hash, now, oldest }: { userId: string; hash: Buffer; now: Date; oldest: Date },
): Promise<boolean> {
  await db.deleteFrom('auth.used_codes').where('user_id', '=', userId).where('used_at', '<', oldest).execute();
  const row = await db
    .insertInto('auth.used_codes')
    .values({ user_id: userId, code_hash: hash, used_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Who has given their password and is asked for a code; undefined: nobody is, with this cookie. */
export async function findHalfSignedIn(db: Db, identifier: string): Promise<string | undefined> {
  return (await db.selectFrom('auth.verification').select('value').where('identifier', '=', identifier).executeTakeFirst())?.value;
}

/** Until when better-auth takes no code of this person; null: it does. */
export async function readLock(db: Db, userId: string): Promise<Date | null> {
  return (await db.selectFrom('auth.twoFactor').select('lockedUntil').where('userId', '=', userId).executeTakeFirst())?.lockedUntil ?? null;
}

/** The secret behind a person's codes, sealed; null: they have no second factor that is confirmed. */
export async function readSecret(db: Db, userId: string): Promise<string | null> {
  const row = await db
    .selectFrom('auth.twoFactor')
    .select('secret')
    .where('userId', '=', userId)
    .where('verified', '=', true)
    .executeTakeFirst();
  return row?.secret ?? null;
}
