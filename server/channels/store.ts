import type { Db, RowOf } from '#platform/db/database.ts';

/** Channels as rows, for people and set-up; the hot path reads through directory-store.ts. */

const columns = [
  'id',
  'type',
  'name',
  'settings',
  'sealed_secrets',
  'limits',
  'assistant',
  'state',
  'trouble',
  'provisioned',
  'health',
  'secret_facts',
  'created_at',
  'changed_at',
] as const;

export type ChannelRow = RowOf<'channels', (typeof columns)[number]>;

export async function findChannel(db: Db, id: string): Promise<ChannelRow | undefined> {
  return db.selectFrom('channels').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Takes the row for the rest of the transaction. */
export async function lockChannel(db: Db, id: string): Promise<ChannelRow | undefined> {
  return db.selectFrom('channels').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** In the order they were connected; one more than `limit`. */
export async function listChannelRows(
  db: Db,
  organizationId: string,
  page: { limit: number; after: string | null },
): Promise<ChannelRow[]> {
  let query = db.selectFrom('channels').select(columns).where('organization_id', '=', organizationId);
  if (page.after !== null) query = query.where('id', '>', page.after);
  return query
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
}

export interface NewChannel {
  readonly organizationId: string;
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly settings: unknown;
  readonly sealedSecrets: string;
  readonly limits: unknown;
  readonly assistant: unknown;
  readonly provisioned: boolean;
  readonly secretFacts: unknown;
  /** When its account is looked at first; null: it cannot be. */
  readonly lookAt: Date | null;
  readonly now: Date;
}

export async function insertChannel(db: Db, channel: NewChannel): Promise<void> {
  await db
    .insertInto('channels')
    .values({
      organization_id: channel.organizationId,
      id: channel.id,
      type: channel.type,
      name: channel.name,
      settings: JSON.stringify(channel.settings),
      sealed_secrets: channel.sealedSecrets,
      limits: jsonOrNull(channel.limits),
      assistant: JSON.stringify(channel.assistant),
      provisioned: channel.provisioned,
      secret_facts: JSON.stringify(channel.secretFacts),
      look_at: channel.lookAt,
      created_at: channel.now,
      changed_at: channel.now,
    })
    .execute();
}

/** What to change; what is undefined stays. */
export interface ChannelPatch {
  readonly name?: string | undefined;
  readonly settings?: unknown;
  readonly sealedSecrets?: string | undefined;
  readonly limits?: unknown;
  readonly assistant?: unknown;
  readonly state?: string | undefined;
  readonly trouble?: unknown;
  readonly provisioned?: boolean | undefined;
  readonly secretFacts?: unknown;
  readonly lookAt?: Date | undefined;
  readonly now: Date;
}

export async function updateChannel(db: Db, id: string, patch: ChannelPatch): Promise<void> {
  const { name, settings, sealedSecrets, limits, assistant, state, trouble, provisioned, secretFacts, lookAt, now } = patch;
  await db
    .updateTable('channels')
    .set({
      changed_at: now,
      ...(name === undefined ? {} : { name }),
      ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
      ...(sealedSecrets === undefined ? {} : { sealed_secrets: sealedSecrets }),
      ...(limits === undefined ? {} : { limits: jsonOrNull(limits) }),
      ...(assistant === undefined ? {} : { assistant: JSON.stringify(assistant) }),
      ...(state === undefined ? {} : { state }),
      ...(trouble === undefined ? {} : { trouble: jsonOrNull(trouble) }),
      ...(provisioned === undefined ? {} : { provisioned }),
      ...(secretFacts === undefined ? {} : { secret_facts: JSON.stringify(secretFacts) }),
      ...(lookAt === undefined ? {} : { look_at: lookAt }),
    })
    .where('id', '=', id)
    .execute();
}

export async function listProvisionedChannels(db: Db): Promise<ChannelRow[]> {
  return db.selectFrom('channels').select(columns).where('provisioned', '=', true).orderBy('id').execute();
}

export interface LogRow {
  readonly id: string;
  readonly kind: string;
  readonly reason: string;
  readonly raw: unknown;
  readonly created_at: Date;
}

/** Newest first; one more than `limit`. */
export async function listLogRows(
  db: Db,
  { organizationId, channelId }: { organizationId: string; channelId: string },
  page: { limit: number; before: string | null },
): Promise<LogRow[]> {
  let query = db
    .selectFrom('channel_log')
    .select(['id', 'kind', 'reason', 'raw', 'created_at'])
    .where('organization_id', '=', organizationId)
    .where('channel_id', '=', channelId);
  if (page.before !== null) query = query.where('id', '<', page.before);
  return query
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

function jsonOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

export async function listChannelIds(db: Db, organizationId: string): Promise<string[]> {
  const rows = await db.selectFrom('channels').select('id').where('organization_id', '=', organizationId).orderBy('id').execute();
  return rows.map(({ id }) => id);
}
