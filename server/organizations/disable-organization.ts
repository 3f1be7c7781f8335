import type { Making } from './create-organization.ts';
import { updateOrganization } from './organization-store.ts';
import type { OrganizationTools } from './tools.ts';

/** Ends all access to an organization and stops its channels; nothing is deleted. For the provisioning file only. */
export async function disableOrganization(tools: OrganizationTools, making: Making, id: string): Promise<void> {
  const now = making.clock.now();
  await updateOrganization(tools.database.of(id), id, { patch: { disabled_at: now }, now });
  tools.forgetKeys();
}
