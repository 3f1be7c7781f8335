import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { Ids } from '#platform/ids.ts';
import { type DayKey, type FinishedCall, finishCall, markExhausted, reserveCall } from './calls-store.ts';
import type { Usage } from './chat.ts';
import type { OpenProvider } from './open-provider.ts';
import { dayOf } from './to-provider.ts';
import { ModelTrouble } from './trouble.ts';

/** Counts what a turn asks of a provider: refuses before a call what a limit forbids, and records after it what was used. */
export interface Meter {
  readonly spent: Spent;
  /** Whether the turn may ask once more. */
  hasCall(): boolean;
  /** Reserves, does, records: each of them apart, because nothing here may happen inside a transaction. */
  count<T>(work: Counted, call: () => Promise<Used<T>>): Promise<T>;
}

export interface Spent {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** As they count against the limits: reported, or estimated where the provider did not say. */
  readonly tokens: number;
}

export interface Counted {
  readonly purpose: FinishedCall['purpose'];
  readonly model: string;
  /** Tokens it may take, for reserving. */
  readonly estimate: number;
}

export interface Used<T> {
  readonly value: T;
  readonly usage: Usage;
}

export interface MeterTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  /** A daily limit was reached; once a day for each provider. */
  onExhausted(organizationId: string, provider: OpenProvider): void;
  /** Something was asked, whatever came of it; after it was written down. */
  onCall(call: CountedCall): void;
  /** The provider refused the key for this model. Never throws. */
  onKeyRefused(organizationId: string, provider: OpenProvider, model: string): Promise<void>;
  /** It takes the key again, and the notice is closed. */
  onKeyTaken(organizationId: string): void;
}

/** What one question took, without whose it was. */
export interface CountedCall
  extends Pick<FinishedCall, 'purpose' | 'outcome' | 'inputTokens' | 'outputTokens' | 'costMicros' | 'currency'> {
  readonly tookMs: number;
}

export interface Who {
  readonly organizationId: string;
  readonly turnId: string | null;
  readonly contactId: string | null;
  /** For the safety of people: what it takes is counted, and no limit of the turn, the minute or the day refuses it. */
  readonly unlimited?: true;
}

export const unknownUsage: Usage = { inputTokens: undefined, outputTokens: undefined };

export function createMeter(tools: MeterTools, provider: OpenProvider, who: Who): Meter {
  const { database, clock } = tools;
  const { limits } = provider.settings;
  const spent = { calls: 0, inputTokens: 0, outputTokens: 0, tokens: 0 };

  function requireTurnBudget(estimate: number): void {
    if (who.unlimited) return;
    const { calls, tokens } = limits.turn;
    if (spent.calls >= calls) throw new ModelTrouble('turn_budget', `A turn may ask ${calls} times, and it did.`);
    if (spent.tokens + estimate > tokens)
      throw new ModelTrouble('turn_budget', `A turn may take ${tokens} tokens; this question could take more.`);
  }

  async function reserve(key: DayKey, estimate: number, now: Date): Promise<void> {
    if (await reserveCall(database, key, { tokens: estimate, limits: who.unlimited ? noLimits : limits.day, now })) return;
    if (await markExhausted(database, key, now)) tools.onExhausted(who.organizationId, provider);
    throw new ModelTrouble('day_budget', 'A daily limit of the provider is reached.');
  }

  function spend(bill: Bill): void {
    spent.tokens += bill.tokens;
    spent.inputTokens += bill.inputTokens ?? 0;
    spent.outputTokens += bill.outputTokens ?? 0;
  }

  return {
    spent,
    hasCall: () => spent.calls < limits.turn.calls,
    async count(work, call) {
      requireTurnBudget(work.estimate);
      const started = clock.now();
      const key = { organizationId: who.organizationId, providerId: provider.id, day: dayOf(started) };
      await reserve(key, work.estimate, started);
      spent.calls += 1;
      const done = await settled(call);
      const bill = billOf(provider.settings.prices, work.estimate, done);
      spend(bill);
      const now = clock.now();
      const { tokens, ...numbers } = bill;
      const tookMs = now.getTime() - started.getTime();
      const mended = await finishCall(database, key, {
        id: tools.ids.next(),
        model: work.model,
        purpose: work.purpose,
        turnId: who.turnId,
        contactId: who.contactId,
        ...numbers,
        tookMs,
        tokensBeyond: tokens - work.estimate,
        at: now,
      });
      tools.onCall({ purpose: work.purpose, ...numbers, tookMs });
      if (mended) tools.onKeyTaken(who.organizationId);
      if (done.ok) return done.used.value;
      if (bill.outcome === 'key') await tools.onKeyRefused(who.organizationId, provider, work.model);
      throw done.error;
    },
  };
}

/** As much as the columns hold. */
const noLimits = { calls: 2 ** 31 - 2, tokens: Number.MAX_SAFE_INTEGER, seconds: Number.MAX_SAFE_INTEGER / 1000 } as const;

type Settled<T> = { readonly ok: true; readonly used: Used<T> } | { readonly ok: false; readonly error: unknown };

async function settled<T>(call: () => Promise<Used<T>>): Promise<Settled<T>> {
  try {
    return { ok: true, used: await call() };
  } catch (error) {
    return { ok: false, error };
  }
}

interface Bill extends Pick<FinishedCall, 'outcome' | 'inputTokens' | 'outputTokens' | 'costMicros' | 'currency'> {
  readonly tokens: number;
}

function billOf(prices: Prices, estimate: number, done: Settled<unknown>): Bill {
  const usage = done.ok ? done.used.usage : unknownUsage;
  return {
    outcome: done.ok ? 'answered' : outcomeOf(done.error),
    inputTokens: usage.inputTokens ?? null,
    outputTokens: usage.outputTokens ?? null,
    tokens: tokensOf(usage) ?? (done.ok || mayBeBilled(done.error) ? estimate : 0),
    ...costOf(prices, usage),
  };
}

function outcomeOf(error: unknown): string {
  return error instanceof ModelTrouble ? error.code : 'stopped';
}

/** What a provider began it may bill; then it counts against the limits by estimate. */
function mayBeBilled(error: unknown): boolean {
  return !(error instanceof ModelTrouble) || error.reached;
}

function tokensOf({ inputTokens, outputTokens }: Usage): number | undefined {
  return inputTokens === undefined || outputTokens === undefined ? undefined : inputTokens + outputTokens;
}

type Prices = OpenProvider['settings']['prices'];

/** A price for a million tokens is a millionth of it for one: tokens times price are millionths of the currency. */
export function costOf(prices: Prices, { inputTokens, outputTokens }: Usage): Pick<FinishedCall, 'costMicros' | 'currency'> {
  const { input, output, currency } = prices;
  if (input === undefined || output === undefined || inputTokens === undefined || outputTokens === undefined)
    return { costMicros: null, currency: null };
  return { costMicros: Math.round(inputTokens * input + outputTokens * output), currency };
}
