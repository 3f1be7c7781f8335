import type { Role } from '#contract/organizations.ts';
import { plain } from '#platform/db/sql.ts';
import type { TestApp } from './app.ts';
import type { Tenant } from './cast.ts';

/** Gives an organization's owner another role, past all rules, to see what that role may do. It holds from the next request. */
export async function playRole(app: Pick<TestApp, 'database'>, tenant: Tenant, role: Role): Promise<void> {
  await app.database.asOwner('play role', [plain('update members set role = $2 where organization_id = $1', [tenant.id, role])]);
}
