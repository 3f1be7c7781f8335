import type { Db, RowOf } from '#platform/db/database.ts';

export type LinkKind = 'reset' | 'confirm';
export type LinkRow = RowOf<'auth.links', 'user_id' | 'email'>;

export interface NewLink {
  readonly token_hash: Buffer;
  readonly kind: LinkKind;
  readonly user_id: string;
  readonly email: string;
  readonly expires_at: Date;
  readonly created_at: Date;
}

/** The earlier links of this kind end: only the newest mail works. `db` must be a transaction. */
export async function replaceLink(db: Db, link: NewLink): Promise<void> {
  await db.deleteFrom('auth.links').where('user_id', '=', link.user_id).where('kind', '=', link.kind).execute();
  await db.insertInto('auth.links').values(link).execute();
}

interface Sought {
  readonly hash: Buffer;
  readonly kind: LinkKind;
  readonly now: Date;
}

export async function findLink(db: Db, { hash, kind, now }: Sought): Promise<LinkRow | undefined> {
  return db
    .selectFrom('auth.links')
    .select(['user_id', 'email'])
    .where('token_hash', '=', hash)
    .where('kind', '=', kind)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** Finds and ends it in one statement: of two who use a link at the same moment, one finds nothing. */
export async function takeLink(db: Db, { hash, kind, now }: Sought): Promise<LinkRow | undefined> {
  return db
    .deleteFrom('auth.links')
    .where('token_hash', '=', hash)
    .where('kind', '=', kind)
    .where('expires_at', '>', now)
    .returning(['user_id', 'email'])
    .executeTakeFirst();
}

export async function deleteLinks(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('auth.links').where('user_id', '=', userId).execute();
}

export async function deleteOldLinks(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('auth.links').where('expires_at', '<=', now).execute();
}

/** The address that waits to be confirmed. */
export async function findPendingEmail(db: Db, userId: string, now: Date): Promise<string | null> {
  const row = await db
    .selectFrom('auth.links')
    .select('email')
    .where('user_id', '=', userId)
    .where('kind', '=', 'confirm')
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.email ?? null;
}
