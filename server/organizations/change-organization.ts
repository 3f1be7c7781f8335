import type { Organization, OrganizationChange } from '#contract/organizations.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { toOrganization, updateOrganization } from './organization-store.ts';

/** Changes the organization's own name, language, time zone or country, or who needs a second factor; what is not named stays. */
export async function changeOrganization(scope: Scope, change: OrganizationChange): Promise<Organization> {
  requirePermission(scope, 'organization.change');
  if (change.secondFactorRoles !== undefined) requirePermission(scope, 'organization.secure');
  const patch = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.language === undefined ? {} : { language: change.language }),
    ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
    ...(change.country === undefined ? {} : { country: change.country }),
    ...(change.secondFactorRoles === undefined ? {} : { second_factor_roles: [...new Set(change.secondFactorRoles)] }),
  };
  return toOrganization(await updateOrganization(scope.db, scope.organization.id, { patch, now: scope.clock.now() }));
}
