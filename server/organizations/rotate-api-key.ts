import type { ApiKeyRotation, CreatedApiKey } from '#contract/organizations.ts';
import { makeApiKey, startOfKey } from '#platform/auth/api-key.ts';
import { later } from '#platform/clock.ts';
import { inTransaction } from '#platform/db/database.ts';
import { addToDirectory } from '#platform/directory-store.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type ApiKeyRow, findApiKeyRow, lockApiKey, retireSecret } from './api-key-store.ts';
import { scopesOf, toApiKey } from './to-api-key.ts';
import type { OrganizationTools } from './tools.ts';

/**
 * Gives a key a new secret; the old one works for the hours of grace, so that programs can change over one by one. Only who may
 * do everything the key may: they are about to hold it.
 */
export async function rotateApiKey(
  scope: Scope,
  tools: OrganizationTools,
  { id, graceHours }: ApiKeyRotation & { id: string },
): Promise<CreatedApiKey> {
  requirePermission(scope, 'api_keys.change');
  const all = tools.permissionsOfApiKey();
  const key = makeApiKey(scope.ids);
  const row = await inTransaction(scope, 'rotate API key', async ({ db, clock, organization }) => {
    const found = await lockApiKey(db, id);
    if (!found) throw notFound('API key');
    if (found.revoked_at) throw new Refusal('organizations.key_revoked', 'This key was revoked. Make a new one.', { status: 409 });
    for (const one of scopesOf(found, all)) requirePermission(scope, one);
    const until = graceHours === 0 ? null : later(clock.now(), graceHours * 3600);
    await retireSecret(db, found, { start: startOfKey(key), until });
    const entries = [{ kind: 'api_key', value: key, objectId: id }];
    await addToDirectory(db, tools.masterKey, { organizationId: organization.id, entries });
    return findApiKeyRow(db, id);
  });
  tools.forgetKeys();
  return { ...toApiKey(row as ApiKeyRow, { all, now: scope.clock.now() }), key };
}
