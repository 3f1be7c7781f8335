import type { ApiKeyCreation, CreatedApiKey } from '#contract/organizations.ts';
import { makeApiKey, startOfKey } from '#platform/auth/api-key.ts';
import { inTransaction } from '#platform/db/database.ts';
import { addToDirectory } from '#platform/directory-store.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { insertApiKey } from './api-key-store.ts';
import { toApiKey } from './to-api-key.ts';
import type { OrganizationTools } from './tools.ts';

/**
 * Makes a key for programs, which may never do more than its maker. The key itself is shown this once and kept only as a hash.
 */
export async function createApiKey(scope: Scope, tools: OrganizationTools, input: ApiKeyCreation): Promise<CreatedApiKey> {
  requirePermission(scope, 'api_keys.change');
  const all = tools.permissionsOfApiKey();
  const now = scope.clock.now();
  const expires_at = input.expiresAt === undefined ? null : new Date(input.expiresAt);
  if (expires_at && expires_at <= now) throw badField('expiresAt', 'must be a time to come');
  const key = makeApiKey(scope.ids);
  const row = {
    id: scope.ids.next(),
    name: input.name,
    start: startOfKey(key),
    scopes: chooseScopes(scope, all, input.scopes),
    expires_at,
    created_at: now,
  };
  const organizationId = scope.organization.id;
  await inTransaction(scope, 'create API key', async ({ db }) => {
    await insertApiKey(db, { ...row, organization_id: organizationId, provisioned: false });
    await addToDirectory(db, tools.masterKey, { organizationId, entries: [{ kind: 'api_key', value: key, objectId: row.id }] });
  });
  tools.forgetKeys();
  const stored = { ...row, previous_hash: null, previous_until: null, revoked_at: null, last_used_at: null };
  return { ...toApiKey(stored, { all, now }), key };
}

/** Null: everything, also what comes with later versions. That is only for who may do all of it themselves. */
function chooseScopes({ actor }: Scope, all: ReadonlySet<string>, wanted: readonly string[] | undefined): string[] | null {
  const own = [...all].filter((scope) => actor.permissions.has(scope));
  if (wanted === undefined) return own.length === all.size ? null : own;
  for (const [index, scope] of wanted.entries()) {
    if (!all.has(scope)) throw badField(`scopes[${index}]`, 'is not a permission that a key can have');
    requirePermission({ actor }, scope);
  }
  return [...new Set(wanted)];
}
