import { inTransaction } from '#platform/db/database.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { CreatedWebhookSubscription, SecretRotation } from '../../contract.ts';
import { getSubscription } from './get-subscription.ts';
import { renewSecret } from './secrets.ts';
import { lockSubscription, updateSubscription } from './store.ts';

/** Signs with a new secret, and for the hours of grace with the old one as well. */
export async function rotateSecret(scope: Scope, { id, graceHours }: SecretRotation & { id: string }): Promise<CreatedWebhookSubscription> {
  requirePermission(scope, 'webhooks.change');
  const secret = await inTransaction(scope, 'rotate webhook secret', async ({ db, clock }) => {
    const row = await lockSubscription(db, id);
    if (!row) throw notFound('webhook subscription');
    const renewed = renewSecret(scope, { id, sealed: row.sealed_secrets, graceHours });
    await updateSubscription(db, id, { sealed_secrets: renewed.sealed, changed_at: clock.now() });
    return renewed.secret;
  });
  return { ...(await getSubscription(scope, id)), secret };
}
