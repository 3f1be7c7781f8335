import type { Db, RowOf } from '#platform/db/database.ts';

/** Providers as rows, for people and set-up. */

const columns = [
  'id',
  'name',
  'preset',
  'settings',
  'sealed_key',
  'contact_text_by',
  'contact_text_at',
  'state',
  'provisioned',
  'created_at',
  'changed_at',
] as const;

export type ProviderRow = RowOf<'model_providers', (typeof columns)[number]>;

export async function findProvider(db: Db, id: string): Promise<ProviderRow | undefined> {
  return db.selectFrom('model_providers').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Takes the row for the rest of the transaction. */
export async function lockProvider(db: Db, id: string): Promise<ProviderRow | undefined> {
  return db.selectFrom('model_providers').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function findProviderByName(db: Db, name: string): Promise<ProviderRow | undefined> {
  return db.selectFrom('model_providers').select(columns).where('name', '=', name).executeTakeFirst();
}

/** What channels may call them. */
export async function listProviderNames(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('model_providers').select('name').orderBy('name').execute();
  return rows.map((row) => row.name);
}

/** Active ones that somebody has allowed contacts' words for. */
export async function listReaderNames(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('model_providers')
    .select('name')
    .where('state', '=', 'active')
    .where('contact_text_at', 'is not', null)
    .orderBy('name')
    .execute();
  return rows.map((row) => row.name);
}

export async function listProvisionedProviders(db: Db): Promise<ProviderRow[]> {
  return db.selectFrom('model_providers').select(columns).where('provisioned', '=', true).orderBy('id').execute();
}

/** In the order they were named; one more than `limit`. */
export async function listProviderRows(
  db: Db,
  organizationId: string,
  page: { limit: number; after: string | null },
): Promise<ProviderRow[]> {
  let query = db.selectFrom('model_providers').select(columns).where('organization_id', '=', organizationId);
  if (page.after !== null) query = query.where('id', '>', page.after);
  return query
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
}

export async function insertProvider(
  db: Db,
  row: Omit<ProviderRow, 'settings' | 'state'> & { readonly organization_id: string; readonly settings: object },
): Promise<void> {
  await db
    .insertInto('model_providers')
    .values({ ...row, settings: JSON.stringify(row.settings) })
    .execute();
}

/** What to change; what is undefined stays. */
export type ProviderPatch = Partial<Omit<ProviderRow, 'id' | 'created_at'>>;

export async function updateProvider(db: Db, id: string, { settings, ...patch }: ProviderPatch): Promise<void> {
  await db
    .updateTable('model_providers')
    .set({ ...patch, ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }) })
    .where('id', '=', id)
    .execute();
}

export type DayRow = RowOf<'model_days', 'provider_id' | 'calls' | 'tokens' | 'took_ms' | 'exhausted_at'>;

/** What these providers were used for on a day. */
export async function listDayRows(db: Db, providerIds: readonly string[], day: string): Promise<DayRow[]> {
  if (providerIds.length === 0) return [];
  return db
    .selectFrom('model_days')
    .select(['provider_id', 'calls', 'tokens', 'took_ms', 'exhausted_at'])
    .where('provider_id', 'in', providerIds)
    .where('day', '=', day)
    .execute();
}

const callColumns = [
  'id',
  'provider_id',
  'model',
  'purpose',
  'turn_id',
  'contact_id',
  'outcome',
  'input_tokens',
  'output_tokens',
  'cost_micros',
  'currency',
  'took_ms',
  'created_at',
] as const;
export type CallRow = RowOf<'model_calls', (typeof callColumns)[number]>;

/** Of one turn, in order, each with what its provider is called; null: it was deleted. */
export async function listCallRowsOfTurn(
  db: Db,
  organizationId: string,
  turnId: string,
): Promise<(CallRow & { provider: string | null })[]> {
  return db
    .selectFrom('model_calls as c')
    .leftJoin('model_providers as p', (join) =>
      join.onRef('p.organization_id', '=', 'c.organization_id').onRef('p.id', '=', 'c.provider_id'),
    )
    .select(callColumns.map((name) => `c.${name}` as const))
    .select('p.name as provider')
    .where('c.organization_id', '=', organizationId)
    .where('c.turn_id', '=', turnId)
    .orderBy('c.id')
    .execute();
}

/** Newest first; one more than `limit`. */
export async function listCallRows(db: Db, organizationId: string, page: { limit: number; before: string | null }): Promise<CallRow[]> {
  let query = db.selectFrom('model_calls').select(callColumns).where('organization_id', '=', organizationId);
  if (page.before !== null) query = query.where('id', '<', page.before);
  return query
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}
