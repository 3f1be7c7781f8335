import type { FakeNumber } from './bodies.ts';
import type { FaultRates } from './faults.ts';
import type { SentMessage } from './ledger.ts';
import type { BatchPlan } from './status-queue.ts';
import { DEFAULT_BATCH } from './status-queue.ts';
import { DEFAULT_RETRY, type RetryPlan } from './webhook-sender.ts';

export interface FakeGraphOptions {
  /** 0: any free port. Always on 127.0.0.1. */
  readonly port?: number;
  /** Where webhooks go. May be set later, when the program under test knows its own port; until then none are posted. */
  readonly webhookUrl?: string;
  readonly appSecret?: string;
  readonly verifyToken?: string;
  readonly accessToken?: string;
  readonly numbers?: readonly FakeNumber[];
  /** What follows an accepted message: nothing at all, "sent", or "sent", "delivered" and "read". */
  readonly statuses?: 'none' | 'sent' | 'all';
  /** Free text to a person who has not written within 24 h: a failed status (as Meta mostly does), a refusal, or no check. */
  readonly closedWindow?: 'fail_later' | 'refuse' | 'ignore';
  /** Milliseconds until a new or changed template is decided about; null: when somebody says so. */
  readonly templatesAfterMs?: number | null;
  /** Milliseconds before each answer to a send. */
  readonly latencyMs?: number;
  readonly batch?: BatchPlan;
  readonly retry?: RetryPlan;
  readonly faultRates?: FaultRates;
  /** Same seed, same faults in the same order, same ids. Left out: different ids in each run, as a database remembers them. */
  readonly seed?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Told of each accepted message, before its sender is. */
  readonly onSent?: (message: SentMessage) => void;
}

export type Plan = Required<Omit<FakeGraphOptions, 'webhookUrl'>> & Pick<FakeGraphOptions, 'webhookUrl'>;

/** Values a person can copy from the README. Ids are fictional; the number is from the range Ofcom keeps for drama. */
export const DEFAULT_NUMBER: FakeNumber = {
  phoneNumberId: '100000000000001',
  businessAccountId: '200000000000001',
  displayPhoneNumber: '447700900999',
};

export function planOf(options: FakeGraphOptions): Plan {
  return {
    port: 0,
    appSecret: 'fake-app-secret',
    verifyToken: 'fake-verify-token',
    accessToken: 'fake-access-token',
    numbers: [DEFAULT_NUMBER],
    statuses: 'all',
    closedWindow: 'fail_later',
    templatesAfterMs: null,
    latencyMs: 0,
    batch: DEFAULT_BATCH,
    retry: DEFAULT_RETRY,
    faultRates: {},
    seed: Math.floor(Math.random() * 2 ** 32),
    now: Date.now,
    onSent: () => {},
    ...options,
  };
}
