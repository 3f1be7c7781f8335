export { requireSecretKey } from './check-key.ts';
export { createOrganization, type Making } from './create-organization.ts';
export { disableOrganization } from './disable-organization.ts';
export { ensureApiKeys, ensureOrganization, ensureOwner, findOrganization, keyHolder, ownerFault } from './ensure.ts';
export { firstRunPath, firstRunUrl } from './first-run.ts';
export { organizationsModule } from './module.ts';
export { openKeyOf } from './open-key.ts';
export { tellOfMail } from './tell-of-mail.ts';
export type { OrganizationTools } from './tools.ts';
