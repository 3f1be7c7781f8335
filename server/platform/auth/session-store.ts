import type { Db } from '#platform/db/database.ts';

/** SQL on auth.session: read at every request of a signed-in person, so that better-auth can stay unloaded. */

export interface SessionRow {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly expiresAt: Date;
  readonly email: string;
  readonly twoFactorEnabled: boolean | null;
}

export async function findSession(db: Db, token: string): Promise<SessionRow | undefined> {
  return db
    .selectFrom('auth.session as s')
    .innerJoin('auth.user as u', 'u.id', 's.userId')
    .select(['s.id', 's.userId', 's.createdAt', 's.updatedAt', 's.expiresAt', 'u.email', 'u.twoFactorEnabled'])
    .where('s.token', '=', token)
    .executeTakeFirst();
}

export async function stampSession(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('auth.session').set({ updatedAt: now }).where('id', '=', id).execute();
}

export async function listSessionRows(db: Db, userId: string) {
  return db
    .selectFrom('auth.session')
    .select(['id', 'createdAt', 'updatedAt', 'expiresAt', 'ipAddress', 'userAgent'])
    .where('userId', '=', userId)
    .orderBy('updatedAt', 'desc')
    .orderBy('id')
    .execute();
}

/** Ends one session of a person; false: they have no such session. */
export async function deleteSession(db: Db, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('auth.session')
    .where('id', '=', id)
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Ends the session with this token, whoever's it is. */
export async function deleteSessionByToken(db: Db, token: string): Promise<void> {
  await db.deleteFrom('auth.session').where('token', '=', token).execute();
}

/**
 * Ends all sessions of a person but one. What better-auth keeps beside them goes too: half-finished sign-ins, and browsers that
 * are asked for no second factor.
 */
export async function deleteSessions(db: Db, userId: string, keepId: string | null): Promise<void> {
  let query = db.deleteFrom('auth.session').where('userId', '=', userId);
  if (keepId !== null) query = query.where('id', '!=', keepId);
  await query.execute();
  await db.deleteFrom('auth.verification').where('value', '=', userId).execute();
}

/** Sessions that nobody can use any more. */
export async function deleteOldSessions(db: Db, { idleSince, begunBefore }: { idleSince: Date; begunBefore: Date }): Promise<void> {
  await db
    .deleteFrom('auth.session')
    .where((where) => where.or([where('updatedAt', '<', idleSince), where('createdAt', '<', begunBefore)]))
    .execute();
}
