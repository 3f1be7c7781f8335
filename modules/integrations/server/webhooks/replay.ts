import { later } from '#platform/clock.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { Replay, WebhookDelivery } from '../../contract.ts';
import type { IntegrationTools } from '../tools.ts';
import { retrySeconds } from './deliver.ts';
import { deliverAgain } from './delivery-store.ts';
import { getSubscription } from './get-subscription.ts';
import { findDelivery, listReplayable } from './store.ts';
import { toDelivery } from './to-subscription.ts';

type Tools = Pick<IntegrationTools, 'database'>;
const replayedMax = 10_000;

/** Delivers one event again, with its own id. What is still waiting is refused: it is under way. */
export async function replayDelivery(scope: Scope, tools: Tools, id: string): Promise<WebhookDelivery> {
  requirePermission(scope, 'webhooks.change');
  const row = await findDelivery(scope.db, id);
  if (!row) throw notFound('webhook delivery');
  if ((await again(scope, tools, { subscriptionId: row.subscription_id, ids: [id] })) === 0)
    throw new Refusal('integrations.still_waiting', 'This event is still being delivered.', { status: 409 });
  return toDelivery((await findDelivery(scope.db, id)) ?? row);
}

/** Delivers everything of a span of time again, in order within each conversation. */
export async function replaySpan(scope: Scope, tools: Tools, { id, from, to, state }: Replay & { id: string }): Promise<{ count: number }> {
  requirePermission(scope, 'webhooks.change');
  await getSubscription(scope, id);
  if (from > to) throw badField('to', 'must not be before "from"');
  const states = state === undefined ? ['delivered', 'failed'] : [state];
  const span = { subscriptionId: id, from: new Date(from), to: new Date(to), states, most: replayedMax };
  const ids = await listReplayable(scope.db, scope.organization.id, span);
  return { count: ids.length === 0 ? 0 : await again(scope, tools, { subscriptionId: id, ids }) };
}

function again({ organization, clock }: Scope, { database }: Tools, { subscriptionId, ids }: { subscriptionId: string; ids: string[] }) {
  const now = clock.now();
  return deliverAgain(database, { organizationId: organization.id, subscriptionId }, { ids, now, retryUntil: later(now, retrySeconds) });
}
