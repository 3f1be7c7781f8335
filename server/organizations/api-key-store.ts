import type { Db, RowOf } from '#platform/db/database.ts';

const columns = [
  'id',
  'name',
  'start',
  'scopes',
  'expires_at',
  'previous_hash',
  'previous_until',
  'revoked_at',
  'last_used_at',
  'created_at',
] as const;

export type ApiKeyRow = RowOf<'api_keys', (typeof columns)[number]>;

export async function findApiKeyRow(db: Db, id: string): Promise<ApiKeyRow | undefined> {
  return db.selectFrom('api_keys').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Takes the row for the rest of the transaction. */
export async function lockApiKey(db: Db, id: string): Promise<ApiKeyRow | undefined> {
  return db.selectFrom('api_keys').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Newest first; one more than `limit`. */
export async function listApiKeyRows(db: Db, organizationId: string, page: { limit: number; before: string | null }): Promise<ApiKeyRow[]> {
  let query = db.selectFrom('api_keys').select(columns).where('organization_id', '=', organizationId);
  if (page.before !== null) query = query.where('id', '<', page.before);
  return query
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

export interface NewApiKey {
  readonly organization_id: string;
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly scopes: string[] | null;
  readonly expires_at: Date | null;
  readonly provisioned: boolean;
  readonly created_at: Date;
}

export async function insertApiKey(db: Db, key: NewApiKey): Promise<void> {
  await db.insertInto('api_keys').values(key).execute();
}

/** A revoked key is no longer the provisioning file's: naming it again makes a new one. */
export async function markRevoked(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('api_keys').set({ revoked_at: now, provisioned: false }).where('id', '=', id).execute();
}

export interface Rotation {
  /** How the new secret begins. */
  readonly start: string;
  /** Until when the secret that works now goes on; null: it ends at once. */
  readonly until: Date | null;
}

/** Makes room for a new secret: the one of the rotation before ends, the present one becomes the previous. */
export async function retireSecret(db: Db, row: ApiKeyRow, { start, until }: Rotation): Promise<void> {
  const ours = db.selectFrom('directory').select('key_hash').where('kind', '=', 'api_key').where('object_id', '=', row.id);
  const hashes = (await ours.execute()).map((one) => one.key_hash);
  const present = hashes.find((hash) => row.previous_hash === null || !hash.equals(row.previous_hash)) ?? null;
  const ending = hashes.filter((hash) => until === null || hash !== present);
  if (ending.length > 0) {
    await db
      .deleteFrom('directory')
      .where('kind', '=', 'api_key')
      .where('object_id', '=', row.id)
      .where('key_hash', 'in', ending)
      .execute();
  }
  const previous = until === null ? { previous_hash: null, previous_until: null } : { previous_hash: present, previous_until: until };
  await db
    .updateTable('api_keys')
    .set({ start, ...previous })
    .where('id', '=', row.id)
    .execute();
}

export async function listProvisionedKeys(db: Db): Promise<ApiKeyRow[]> {
  return db.selectFrom('api_keys').select(columns).where('provisioned', '=', true).execute();
}
