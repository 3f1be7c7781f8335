import type { Database, Db, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';
import type { TemplateNews } from './channel.ts';

/** What providers say of the accounts behind channels. */

const merge = prepared(`
  update channels c set health = c.health || n.facts
  from jsonb_to_recordset($2::jsonb) as n(id uuid, facts jsonb)
  where c.organization_id = $1 and c.id = n.id`);

/** Adds facts to channels; null takes one back. One round trip. */
export async function mergeHealth(
  database: Database,
  organizationId: string,
  items: readonly { readonly id: string; readonly facts: object }[],
): Promise<void> {
  if (items.length === 0) return;
  const json = JSON.stringify(items.map(({ id, facts }) => ({ id, facts })));
  await database.script('channel health', organizationId, { merged: merge(organizationId, json) });
}

const due = prepared<{ organization_id: string; channel_id: string }>('select organization_id, channel_id from due_looks($1, 20)');

/** Channels whose account is to be looked at now, across all organizations. Ids only. */
export async function findDueLooks(database: Database, now: Date): Promise<{ organizationId: string; channelId: string }[]> {
  const { found } = await database.script('due looks', null, { found: due(now) });
  return found.rows.map((row) => ({ organizationId: row.organization_id, channelId: row.channel_id }));
}

const claim = prepared('update channels set look_at = $4 where organization_id = $1 and id = $2 and look_at <= $3');
const hasten = prepared('update channels set look_at = $3 where organization_id = $1 and id = $2 and (look_at > $3 or look_at is null)');

/** Puts the next look off; false: another process took this one. */
export async function claimLook(
  database: Database,
  where: { organizationId: string; channelId: string },
  { now, next }: { now: Date; next: Date },
) {
  const { claimed } = await database.script('claim look', where.organizationId, {
    claimed: claim(where.organizationId, where.channelId, now, next),
  });
  return claimed.count > 0;
}

/** Looks at the account no later than then. */
export async function lookNoLater(database: Database, where: { organizationId: string; channelId: string }, at: Date): Promise<void> {
  await database.script('look sooner', where.organizationId, { set: hasten(where.organizationId, where.channelId, at) });
}

const upsert = prepared(`
  insert into channel_templates as t (organization_id, channel_id, name, language, provider_id, status, category, previous_category, quality, reason, text, draft,
    changed_at)
  select $1, $2, n.name, n.language, n."providerId", n.status, n.category, n."previousCategory", n.quality, n.reason, n.text, n.draft, $4
  from jsonb_to_recordset($3::jsonb) as n(name text, language text, "providerId" text, status text, category text, "previousCategory" text,
    quality text, reason text, text jsonb, draft jsonb)
  on conflict (organization_id, channel_id, name, language) do update set
    provider_id = coalesce(excluded.provider_id, t.provider_id), status = coalesce(excluded.status, t.status),
    category = coalesce(excluded.category, t.category),
    previous_category = coalesce(excluded.previous_category,
      case when excluded.category <> t.category then t.category else t.previous_category end),
    draft = coalesce(excluded.draft, t.draft), quality = coalesce(excluded.quality, t.quality),
    reason = coalesce(excluded.reason, t.reason),
    text = coalesce(excluded.text, t.text), changed_at = excluded.changed_at`);
const forgetOthers = prepared(`
  delete from channel_templates where organization_id = $1 and channel_id = $2 and changed_at < $3`);

/** What is not said of a template stays. `all`: these are all there are, the others are gone. */
export async function storeTemplates(
  database: Database,
  { organizationId, channelId }: { organizationId: string; channelId: string },
  { templates, now, all = false }: { templates: readonly TemplateNews[]; now: Date; all?: boolean },
): Promise<void> {
  // One statement may touch a row once only.
  const unique = [...new Map(templates.map((one) => [`${one.name}\0${one.language}`, one])).values()];
  await database.script('store templates', organizationId, {
    stored: upsert(organizationId, channelId, JSON.stringify(unique), now),
    forgotten: all ? forgetOthers(organizationId, channelId, now) : undefined,
  });
}

const columns = [
  'name',
  'language',
  'provider_id',
  'status',
  'category',
  'previous_category',
  'quality',
  'reason',
  'text',
  'draft',
  'changed_at',
] as const;
export type TemplateRow = RowOf<'channel_templates', (typeof columns)[number]>;

export async function findTemplate(db: Db, channelId: string, name: string, language: string): Promise<TemplateRow | undefined> {
  return db
    .selectFrom('channel_templates')
    .select(columns)
    .where('channel_id', '=', channelId)
    .where('name', '=', name)
    .where('language', '=', language)
    .executeTakeFirst();
}

/** In every language. */
export async function findTemplates(db: Db, channelId: string, name: string): Promise<TemplateRow[]> {
  return db
    .selectFrom('channel_templates')
    .select(columns)
    .where('channel_id', '=', channelId)
    .where('name', '=', name)
    .orderBy('language')
    .execute();
}

export async function deleteTemplate(db: Db, channelId: string, name: string, language: string): Promise<void> {
  await db
    .deleteFrom('channel_templates')
    .where('channel_id', '=', channelId)
    .where('name', '=', name)
    .where('language', '=', language)
    .execute();
}

/** By name and language; one more than `limit`. */
export async function listTemplateRows(
  db: Db,
  channelId: string,
  { limit, after }: { limit: number; after: readonly [string, string] | null },
): Promise<TemplateRow[]> {
  let query = db.selectFrom('channel_templates').select(columns).where('channel_id', '=', channelId);
  if (after) {
    const [name, language] = after;
    query = query.where((is) => is.or([is('name', '>', name), is.and([is('name', '=', name), is('language', '>', language)])]));
  }
  return query
    .orderBy('name')
    .orderBy('language')
    .limit(limit + 1)
    .execute();
}
