export { requireSecretKey } from './check-key.ts';
export { createOrganization, type Making } from './create-organization.ts';
export { disableOrganization } from './disable-organization.ts';
export { ensureApiKeys, ensureOrganization, ensureOwner, findOrganization, keyHolder, ownerFault } from './ensure.ts';
export { firstRunPath, firstRunRoutes, firstRunUrl } from './first-run.ts';
export { invitationPageRoutes } from './invitation-page.ts';
export { organizationsModule } from './module.ts';
export { openKeyOf } from './open-key.ts';
export type { OrganizationTools } from './tools.ts';
