import { isIPv6 } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '#platform/errors.ts';
import { type Log, places } from '#platform/log.ts';

/**
 * How often somebody may ask. Counted in this process, or in Redis for all processes together; while Redis is away each process
 * counts for itself again: a limit is never a reason for an outage. Nothing is kept that a restart may not forget.
 */
export interface Limits {
  /**
   * Counts one request. Throws a refusal (429) that says how long to wait when there were too many. `most`: how many, where somebody has
   * a limit of their own; 0: none.
   */
  take(kind: LimitKind, key: string, most?: number): Promise<Allowance>;
  close(): Promise<void>;
}

/**
 * `key`: an API key at one address of the API. `address`: an internet address without valid credentials. `incoming`: one incoming
 * webhook. `model`: one model provider of an organization.
 */
export type LimitKind = 'key' | 'address' | 'incoming' | 'model';

/** 0: no limit. */
export interface LimitNumbers {
  readonly keyPerMinute: number;
  readonly addressPerHour: number;
  readonly incomingPerMinute: number;
  readonly modelPerMinute: number;
}

export interface Allowance {
  /** Null: there is no limit. */
  readonly limit: number | null;
  readonly remaining: number;
  /** Until the count begins anew. */
  readonly resetSeconds: number;
}

export interface LimitOptions {
  readonly numbers: LimitNumbers;
  readonly redisUrl: string | null;
  /** Redis must answer within this time, or the process counts for itself. */
  readonly redisMs?: number;
  readonly log: Log;
}

interface Rule {
  readonly points: number;
  readonly seconds: number;
  /** Reads on from "Try again in n seconds:". */
  readonly says: string;
}

function rulesOf(numbers: LimitNumbers): Record<LimitKind, Rule> {
  return {
    key: { points: numbers.keyPerMinute, seconds: 60, says: 'an API key may ask each address so often a minute' },
    address: { points: numbers.addressPerHour, seconds: 3600, says: 'without valid credentials one may ask so often an hour' },
    incoming: { points: numbers.incomingPerMinute, seconds: 60, says: 'an incoming webhook may be called so often a minute' },
    model: { points: numbers.modelPerMinute, seconds: 60, says: 'a model provider may be asked so often a minute' },
  };
}

const unlimited: Allowance = { limit: null, remaining: 0, resetSeconds: 0 };

export function createLimits(options: LimitOptions): Limits {
  const rules = rulesOf(options.numbers);
  let opened: Promise<Counters> | null = null;

  return {
    async take(kind, key, most = rules[kind].points) {
      const rule = { ...rules[kind], points: most };
      if (rule.points === 0) return unlimited;
      // Loaded with the first request, so that a start does not wait for it.
      opened ??= openCounters(options, rules);
      const counted = await (await opened).count(kind, key);
      const allowance = {
        limit: rule.points,
        remaining: Math.max(0, rule.points - counted.consumedPoints),
        resetSeconds: Math.max(1, Math.ceil(counted.msBeforeNext / 1000)),
      };
      if (counted.consumedPoints > rule.points) throw tooMany(rule, kind, allowance);
      return allowance;
    },
    async close() {
      await (await opened)?.close();
    },
  };
}

function tooMany({ says }: Rule, kind: LimitKind, { limit, resetSeconds }: Allowance): Refusal {
  const wait = resetSeconds === 1 ? '1 second' : `${resetSeconds} seconds`;
  return new Refusal('too_many_requests', `Too many requests. Try again in ${wait}: ${says} (${limit}).`, {
    status: 429,
    details: { limitOf: kind, limit, retryAfterSeconds: resetSeconds },
  });
}

interface Counters {
  count(kind: LimitKind, key: string): Promise<RateLimiterRes>;
  close(): Promise<void>;
}

async function openCounters({ redisUrl, redisMs = 250, log }: LimitOptions, rules: Record<LimitKind, Rule>): Promise<Counters> {
  const { RateLimiterMemory, RateLimiterRedis } = await import('rate-limiter-flexible');
  const redis = redisUrl === null ? null : await openRedis(redisUrl, { redisMs, log });
  const limiters = new Map<string, RateLimiterAbstract>();
  for (const [kind, { points, seconds }] of Object.entries(rules)) {
    const common = { keyPrefix: `baraza:limit:${kind}`, points, duration: seconds };
    const memory = new RateLimiterMemory(common);
    const shared = redis && new RateLimiterRedis({ ...common, storeClient: redis, insuranceLimiter: memory, rejectIfRedisNotReady: true });
    limiters.set(kind, shared ?? memory);
  }
  return {
    async count(kind, key) {
      try {
        return await (limiters.get(kind) as RateLimiterAbstract).consume(key);
      } catch (counted) {
        // It rejects with the count when there were too many.
        if (counted instanceof Error) throw counted;
        return counted as RateLimiterRes;
      }
    },
    close: async () => redis?.disconnect(),
  };
}

async function openRedis(url: string, { redisMs, log }: { redisMs: number; log: Log }) {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    commandTimeout: redisMs,
    retryStrategy: (times) => Math.min(times * 500, 10_000),
  });
  let away = false;
  redis.on('error', (error: unknown) => {
    if (!away) log.warn({ err: places(error) }, 'Redis is away: each process counts requests for itself until it is back');
    away = true;
  });
  redis.on('ready', () => {
    away = false;
  });
  return redis;
}

/** Counts one request and says in the answer's headers what is left, also when it is refused. */
export async function applyLimit(limits: Limits, reply: FastifyReply, { kind, key }: { kind: LimitKind; key: string }): Promise<void> {
  try {
    setHeaders(reply, await limits.take(kind, key));
  } catch (error) {
    if (error instanceof Refusal && typeof error.details.limit === 'number') {
      setHeaders(reply, { limit: error.details.limit, remaining: 0, resetSeconds: Number(error.details.retryAfterSeconds) });
    }
    throw error;
  }
}

/** The names of draft-ietf-httpapi-ratelimit-headers-06, which most clients know. */
function setHeaders(reply: FastifyReply, { limit, remaining, resetSeconds }: Allowance): void {
  if (limit === null) return;
  reply.header('ratelimit-limit', limit).header('ratelimit-remaining', remaining).header('ratelimit-reset', resetSeconds);
}

/** Counts somebody who brought no valid credentials. */
export async function countStranger(limits: Limits, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await applyLimit(limits, reply, { kind: 'address', key: networkOf(request.ip) });
}

/** Whoever has one IPv6 address has 2^64 of them: the network counts as one. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail = ''] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = address.includes('::') ? 8 - groups.length - (tail === '' ? 0 : tail.split(':').length) : 0;
  const whole = [...groups, ...Array.from({ length: missing }, () => '0'), ...(tail === '' ? [] : tail.split(':'))];
  return `${whole.slice(0, 4).join(':')}::/64`;
}
