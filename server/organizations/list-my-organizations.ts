import type { MyOrganization, Role } from '#contract/organizations.ts';
import { findMemberships } from '#platform/auth/credentials-store.ts';
import { findMemberOfUser } from './member-store.ts';
import { readOrganization, toOrganization } from './organization-store.ts';
import type { OrganizationTools } from './tools.ts';

/** Every organization a person is an active member of, the longest first. Few: one reading for each. */
export async function listMyOrganizations(tools: OrganizationTools, userId: string): Promise<MyOrganization[]> {
  const { memberships } = await findMemberships(tools.database, userId, []);
  const read = async ({ organizationId, memberId }: (typeof memberships)[number]): Promise<MyOrganization> => {
    const db = tools.database.of(organizationId);
    const [organization, member] = await Promise.all([readOrganization(db, organizationId), findMemberOfUser(db, userId)]);
    return { ...toOrganization(organization), role: member?.role as Role, memberId };
  };
  return Promise.all(memberships.map(read));
}
