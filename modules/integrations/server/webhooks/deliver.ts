import { leaseSeconds } from '#core/lease.ts';
import { notify } from '#core/notices/notify.ts';
import { type Clock, later } from '#platform/clock.ts';
import { type Database, inTransaction } from '#platform/db/database.ts';
import type { HttpClient } from '#platform/http/client.ts';
import type { Ids } from '#platform/ids.ts';
import type { Log } from '#platform/log.ts';
import type { MasterKey } from '#platform/secrets.ts';
import { type SigningKey, signatureHeaders } from '#platform/signature.ts';
import type { Trouble } from '../../contract.ts';
import {
  type Claim,
  claimDeliveries,
  type DueDelivery,
  disableSubscription,
  handOutEvents,
  releaseSubscription,
  settleDelivery,
} from './delivery-store.ts';
import { eventBody } from './event-body.ts';
import { judgeAnswer, judgeFault, nextAttempt, type Outcome } from './judge.ts';
import { disabledNotice } from './notices.ts';
import { signingKeys } from './secrets.ts';

export interface DeliveryTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly masterKey: MasterKey;
  readonly client: Pick<HttpClient, 'request'>;
  readonly allowPrivateAddresses: boolean;
  publicUrl(): string;
  readonly signal: AbortSignal;
}

/** A delivery is tried for a day; so is one that is replayed. */
export const retrySeconds = 24 * 3600;
/** Nothing was taken for so long: the subscription is disabled. */
const patienceMs = 3 * 24 * 3_600_000;
const timeoutMs = 10_000;
/** Events handed out by one script. */
const eventsMax = 500;
/** Posted at once for one subscription, each of another conversation. */
const togetherMax = 8;
/** After so many rounds another subscription may have the place. */
const roundsMax = 20;

/** Makes deliveries of an organization's new events. Returns the subscriptions that have work. */
export async function handOut({ database, clock }: DeliveryTools, organizationId: string): Promise<string[]> {
  const now = clock.now();
  return handOutEvents(database, organizationId, { now, retryUntil: later(now, retrySeconds), most: eventsMax });
}

/**
 * Delivers what is due for one subscription: of each conversation one event at a time, in order. Ends when nothing is due, when a
 * round had a failure (the next look goes on with what is due then), or when others should have their turn.
 */
export async function deliver(tools: DeliveryTools, organizationId: string, subscriptionId: string): Promise<void> {
  const claim = { organizationId, subscriptionId, lease: tools.ids.next() };
  try {
    for (let round = 0; round < roundsMax && !tools.signal.aborted; round += 1) {
      const now = tools.clock.now();
      const found = await claimDeliveries(tools.database, claim, { now, until: later(now, leaseSeconds), most: togetherMax });
      if (!found || found.due.length === 0) break;
      const key = tools.masterKey.openOrganizationKey(organizationId, found.sealedKey);
      const keys = signingKeys(key, { id: subscriptionId, sealed: found.sealedSecrets, now });
      const taken = await Promise.all(found.due.map((due) => attempt(tools, claim, { due, url: found.url, keys })));
      if (!taken.every(Boolean)) break;
    }
  } finally {
    await releaseSubscription(tools.database, claim);
  }
}

interface Attempt {
  readonly due: DueDelivery;
  readonly url: string;
  readonly keys: readonly SigningKey[];
}

/** Posts one event and writes down what came of it. Returns whether it was taken. */
async function attempt(tools: DeliveryTools, claim: Claim, { due, url, keys }: Attempt): Promise<boolean> {
  const began = tools.clock.now();
  const outcome = await post(tools, claim, { due, url, keys });
  // The program is stopping: the attempt does not count, and the lease is given back.
  if (outcome.kind === 'refused' && tools.signal.aborted) return false;
  const now = tools.clock.now();
  const tries = { now, retryUntil: due.retry_until, fraction: tools.ids.fraction() };
  const next = outcome.kind === 'taken' ? null : nextAttempt(due.attempts, tries);
  const failing = await settleDelivery(
    tools.database,
    claim,
    {
      id: due.id,
      streamId: due.stream_id,
      state: outcome.kind === 'taken' ? 'delivered' : next ? 'waiting' : 'failed',
      dueAt: next,
      code: outcome.code,
      tookMs: now.getTime() - began.getTime(),
      answer: outcome.answer,
      problem: outcome.problem,
    },
    now,
  );
  const tooLong = failing !== null && now.getTime() - failing.getTime() >= patienceMs;
  if (outcome.kind === 'gone' || tooLong)
    await stop(tools, claim, { url, trouble: outcome.kind === 'gone' ? goneTrouble : failingTrouble });
  return outcome.kind === 'taken';
}

async function post(tools: DeliveryTools, { organizationId }: Claim, { due, url, keys }: Attempt): Promise<Outcome> {
  const event = {
    id: due.event_id,
    type: due.type,
    occurredAt: due.occurred_at,
    organization: organizationId,
    data: due.data,
    identities: due.identities ?? [],
  };
  const body = JSON.stringify(eventBody(event, tools.publicUrl()));
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Baraza-Webhooks',
    'baraza-event': due.type,
    'baraza-attempt': String(due.attempts + 1),
    ...signatureHeaders(keys, { id: due.event_id, at: tools.clock.now(), body }),
  };
  const limits = { signal: tools.signal, privateAddresses: tools.allowPrivateAddresses, answerBytesMax: 64 * 1024 };
  return tools.client.request({ method: 'POST', url, headers, body, timeoutMs }, limits).then(judgeAnswer, judgeFault);
}

async function stop(
  tools: DeliveryTools,
  { organizationId, subscriptionId }: Claim,
  { url, trouble }: { url: string; trouble: Trouble },
): Promise<void> {
  const telling = { ...tools, db: tools.database.of(organizationId), organization: { id: organizationId } };
  const stopped = await inTransaction(telling, 'disable webhook subscription', async (inner) => {
    const now = tools.clock.now();
    if (!(await disableSubscription(inner.db, subscriptionId, { trouble: JSON.stringify(trouble), now }))) return false;
    await notify(inner, { kind: disabledNotice, subject: subscriptionId, values: { host: new URL(url).host, ...trouble } });
    return true;
  });
  if (!stopped) return;
  tools.log.warn({ subscription: subscriptionId, code: trouble.code }, 'a webhook subscription was disabled; see it for what to do');
}

const goneTrouble: Trouble = {
  code: 'integrations.gone',
  reason: 'The address answered 410: it is gone for good.',
  advice: 'Name the new address and enable the subscription, or delete it.',
};
const failingTrouble: Trouble = {
  code: 'integrations.failing',
  reason: 'The address has taken nothing for three days.',
  advice: 'Look at the last deliveries for the reason, mend it there, enable the subscription, and replay what was missed.',
};
