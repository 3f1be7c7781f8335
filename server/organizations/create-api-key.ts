import type { ApiKeyCreation, CreatedApiKey } from '#contract/organizations.ts';
import { makeApiKey, startOfKey } from '#platform/auth/api-key.ts';
import { inTransaction } from '#platform/db/database.ts';
import { addToDirectory } from '#platform/directory-store.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { insertApiKey } from './api-key-store.ts';
import type { OrganizationTools } from './tools.ts';

/** Makes a key for programs. The key itself is shown this once and kept only as a hash. */
export async function createApiKey(scope: Scope, tools: OrganizationTools, input: ApiKeyCreation): Promise<CreatedApiKey> {
  requirePermission(scope, 'api_keys.change');
  const key = makeApiKey(scope.ids);
  const row = { id: scope.ids.next(), name: input.name, start: startOfKey(key), created_at: scope.clock.now() };
  const organizationId = scope.organization.id;
  await inTransaction(scope, 'create API key', async ({ db }) => {
    await insertApiKey(db, { ...row, organization_id: organizationId, provisioned: false });
    await addToDirectory(db, tools.masterKey, { organizationId, entries: [{ kind: 'api_key', value: key, objectId: row.id }] });
  });
  tools.forgetKeys();
  return { id: row.id, name: row.name, start: row.start, revokedAt: null, lastUsedAt: null, createdAt: row.created_at.toISOString(), key };
}
