import type { Database, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';
import { keyRefused } from './key-notice.ts';

/** What is asked while a turn is decided: a provider by its name, and the counting before and after each call. */

type NamedRow = RowOf<
  'model_providers',
  'id' | 'name' | 'preset' | 'settings' | 'sealed_key' | 'contact_text_at' | 'state' | 'provisioned'
>;
const readNamed = prepared<NamedRow>(`
  select id, name, preset, settings, sealed_key, contact_text_at, state, provisioned from model_providers
  where organization_id = $1 and name = $2`);

export async function readProviderByName(database: Database, organizationId: string, name: string): Promise<NamedRow | undefined> {
  const { provider } = await database.script('read model provider', organizationId, { provider: readNamed(organizationId, name) });
  return provider.rows[0];
}

/** Whose day is counted. */
export interface DayKey {
  readonly organizationId: string;
  readonly providerId: string;
  readonly day: string;
}

export interface DayLimits {
  readonly calls: number;
  readonly tokens: number;
  readonly seconds: number;
}

// The limits are compared where the row is locked, so that two processes cannot both take the last call.
const reserve = prepared<{ calls: number }>(`
  insert into model_days (organization_id, provider_id, day, calls, tokens, created_at)
  select $1, $2, $3, 1, $4::bigint, $8 where $4::bigint <= $6::bigint
  on conflict (organization_id, provider_id, day) do update set calls = model_days.calls + 1, tokens = model_days.tokens + excluded.tokens
    where model_days.calls < $5 and model_days.tokens + excluded.tokens <= $6::bigint and model_days.took_ms < $7::bigint
  returning calls`);

/** Takes one call and so many tokens of the day; false: a daily limit is reached, and nothing was taken. */
export async function reserveCall(
  database: Database,
  { organizationId, providerId, day }: DayKey,
  wanted: { tokens: number; limits: DayLimits; now: Date },
): Promise<boolean> {
  const { calls, tokens, seconds } = wanted.limits;
  const { taken } = await database.script('reserve model call', organizationId, {
    taken: reserve(organizationId, providerId, day, wanted.tokens, calls, tokens, seconds * 1000, wanted.now),
  });
  return taken.count > 0;
}

const exhaust = prepared(`
  insert into model_days (organization_id, provider_id, day, exhausted_at, created_at) values ($1, $2, $3, $4, $4)
  on conflict (organization_id, provider_id, day) do update set exhausted_at = excluded.exhausted_at where model_days.exhausted_at is null
  returning day`);

/** Writes down that a daily limit keeps the provider from being asked. True once a day: whoever gets it tells people. */
export async function markExhausted(database: Database, { organizationId, providerId, day }: DayKey, now: Date): Promise<boolean> {
  const { marked } = await database.script('mark model day exhausted', organizationId, {
    marked: exhaust(organizationId, providerId, day, now),
  });
  return marked.count > 0;
}

export interface FinishedCall {
  readonly id: string;
  readonly model: string;
  readonly purpose: 'answer' | 'transcription' | 'description' | 'check' | 'reading';
  readonly turnId: string | null;
  readonly contactId: string | null;
  readonly outcome: string;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costMicros: number | null;
  readonly currency: string | null;
  readonly tookMs: number;
  /** What was used, less what had been reserved. */
  readonly tokensBeyond: number;
  readonly at: Date;
}

const insertCall = prepared(`
  insert into model_calls (organization_id, id, provider_id, model, purpose, turn_id, contact_id, outcome, input_tokens, output_tokens,
    cost_micros, currency, took_ms, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`);
const settle = prepared(`
  update model_days set tokens = greatest(0, tokens + $4::bigint), took_ms = took_ms + $5
  where organization_id = $1 and provider_id = $2 and day = $3`);

// Only for the model that was refused: one key may be good for words and not for speech.
const closeRefused = prepared(`
  update notices set closed_at = $4
  where organization_id = $1 and kind = '${keyRefused}' and subject = $2 and closed_at is null and sentence->>'model' = $3`);

/** Records a call and corrects the day by what it really took. True: an answer has closed the notice of a refused key. */
export async function finishCall(database: Database, { organizationId, providerId, day }: DayKey, call: FinishedCall): Promise<boolean> {
  const { id, model, purpose, turnId, contactId, outcome, inputTokens, outputTokens, costMicros, currency, tookMs, at } = call;
  const who = [organizationId, id, providerId, model, purpose, turnId, contactId] as const;
  const { mended } = await database.script('finish model call', organizationId, {
    call: insertCall(...who, outcome, inputTokens, outputTokens, costMicros, currency, tookMs, at),
    day: settle(organizationId, providerId, day, call.tokensBeyond, tookMs),
    mended: outcome === 'answered' ? closeRefused(organizationId, providerId, model, at) : undefined,
  });
  return mended.count > 0;
}
