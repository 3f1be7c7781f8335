import { type DeadLetters, idBefore, letterOf } from '#core/dead-letters/dead-letters.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { wrongCursor } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Trouble } from '../contract.ts';
import { findCallState, listFailedCalls, repeatCall } from './incoming/store.ts';
import type { IntegrationTools } from './tools.ts';
import { replayDelivery } from './webhooks/replay.ts';
import { listFailedDeliveries } from './webhooks/store.ts';

/** Events that a subscription was not told, after trying for a day. */
export const deadDeliveries = (tools: IntegrationTools): DeadLetters => ({
  kind: 'delivery',
  permission: 'webhooks.read',
  async list(scope, { limit, after }) {
    requirePermission(scope, 'webhooks.read');
    if (after !== null && !/^\d{1,15}$/.test(after)) throw wrongCursor();
    const rows = await listFailedDeliveries(scope.db, scope.organization.id, { limit, before: after === null ? null : Number(after) });
    return rows.map((row) => {
      const trouble = {
        code: 'integrations.not_taken',
        reason: row.problem ?? `The address answered ${row.code ?? 'nothing'}.`,
        advice: 'Mend the receiver, then deliver it again.',
      };
      const at = row.created_at.toISOString();
      return letterOf({ kind: 'delivery', id: row.id, at, trouble, subscriptionId: row.subscription_id }, String(row.position));
    });
  },
  replay: async (scope, id) => void (await replayDelivery(scope, tools, id)),
});

/** Calls of incoming webhooks that led to nothing. */
export const deadCalls: DeadLetters = {
  kind: 'call',
  permission: 'incoming_webhooks.read',
  async list(scope, { limit, after }) {
    requirePermission(scope, 'incoming_webhooks.read');
    const rows = await listFailedCalls(scope.db, scope.organization.id, { limit, before: idBefore(after) });
    return rows.map((row) => {
      const trouble = row.trouble as Trouble | null;
      return letterOf({ kind: 'call', id: row.id, at: row.created_at.toISOString(), trouble, webhookId: row.webhook_id });
    });
  },
  async replay(scope, id) {
    requirePermission(scope, 'incoming_webhooks.change');
    if (await repeatCall(scope.db, id, scope.clock.now())) return;
    if ((await findCallState(scope.db, id)) === undefined) throw notFound('call');
    throw new Refusal('integrations.not_failed', 'This call was done, or is on its way.', { status: 409 });
  },
};
