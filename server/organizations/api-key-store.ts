import type { ApiKey } from '#contract/organizations.ts';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'name', 'start', 'revoked_at', 'last_used_at', 'created_at'] as const;

export type ApiKeyRow = RowOf<'api_keys', (typeof columns)[number]>;

export async function findApiKeyRow(db: Db, id: string): Promise<ApiKeyRow | undefined> {
  return db.selectFrom('api_keys').select(columns).where('id', '=', id).executeTakeFirst();
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

export async function listProvisionedKeys(db: Db): Promise<ApiKeyRow[]> {
  return db.selectFrom('api_keys').select(columns).where('provisioned', '=', true).execute();
}

export function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    start: row.start,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
