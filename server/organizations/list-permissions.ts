import type { Permission } from '#contract/organizations.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { OrganizationTools } from './tools.ts';

/** What may be done at all, and which roles may; the owners' everything is written out. */
export async function listPermissions(scope: Scope, tools: OrganizationTools): Promise<Permission[]> {
  requirePermission(scope, 'organization.read');
  return tools.permissions().map(({ name, summary, roles, apiKey }) => ({ name, summary, roles: ['owner', ...roles], apiKey }));
}
