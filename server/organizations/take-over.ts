import { inTransaction } from '#platform/db/database.ts';
import { listOrganizationIds } from '#platform/db/tenants.ts';
import type { Making } from './create-organization.ts';
import { insertMember, listMemberRows } from './member-store.ts';
import { type OrganizationRow, readProvisionable, updateOrganization } from './organization-store.ts';
import type { OrganizationTools } from './tools.ts';

/**
 * Gives the one organization that nobody owns its first owner and name: what somebody tried in the terminal before they made
 * their account shall not be lost to them. Null when there is none, or when the provisioning file looks after it.
 */
export async function takeOverUnowned(
  tools: OrganizationTools,
  { clock, ids }: Making,
  { name, ownerUserId }: { name: string; ownerUserId: string },
): Promise<OrganizationRow | null> {
  const [id, another] = await listOrganizationIds(tools.database);
  if (id === undefined || another !== undefined) return null;
  return inTransaction({ db: tools.database.of(id) }, 'take over organization', async ({ db }) => {
    const { provisioned } = await readProvisionable(db, id);
    const [member] = await listMemberRows(db, id, { limit: 1, after: null });
    if (provisioned || member) return null;
    const now = clock.now();
    await insertMember(db, { organization_id: id, id: ids.next(), user_id: ownerUserId, role: 'owner', created_at: now });
    return updateOrganization(db, id, { patch: { name }, now });
  });
}
