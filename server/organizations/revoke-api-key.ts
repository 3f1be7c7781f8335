import { inTransaction } from '#platform/db/database.ts';
import { removeFromDirectory } from '#platform/directory-store.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { findApiKeyRow, markRevoked } from './api-key-store.ts';
import type { OrganizationTools } from './tools.ts';

/** Ends a key: at once in this process, within ten seconds in others. Doing it twice changes nothing. */
export async function revokeApiKey(scope: Scope, tools: OrganizationTools, id: string): Promise<void> {
  requirePermission(scope, 'api_keys.change');
  await inTransaction(scope, 'revoke API key', async ({ db, clock }) => {
    const key = await findApiKeyRow(db, id);
    if (!key) throw notFound('API key');
    if (key.revoked_at) return;
    await markRevoked(db, id, clock.now());
    await removeFromDirectory(db, id);
  });
  tools.forgetKeys();
}
