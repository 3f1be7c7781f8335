import type { Me, MyPlace } from '#contract/accounts.ts';
import type { MyOrganization } from '#contract/organizations.ts';
import { describePerson } from '#platform/auth/change-person.ts';
import { describeInstallation } from '#platform/auth/installation.ts';
import type { Session } from '#platform/auth/session.ts';
import { listMyOrganizations } from './list-my-organizations.ts';
import type { OrganizationTools } from './tools.ts';

/** Everything a page needs at its start, in one answer. */
export async function describeMe(tools: OrganizationTools, session: Session): Promise<Me> {
  const [person, mine, installation] = await Promise.all([
    describePerson(tools.account, session.userId),
    listMyOrganizations(tools, session.userId),
    describeInstallation(tools.account),
  ]);
  return {
    person,
    organizations: mine.map((one) => toPlace(tools, session, one)),
    session: { id: session.id, createdAt: session.createdAt.toISOString(), endsAt: session.endsAt.toISOString() },
    csrfToken: session.csrfToken,
    installation,
  };
}

function toPlace(tools: OrganizationTools, { secondFactor }: Session, mine: MyOrganization): MyPlace {
  const secondFactorRequired = mine.secondFactorRoles.includes(mine.role);
  return {
    ...mine,
    permissions: [...tools.permissionsOfRole(mine.role)].sort(),
    secondFactorRequired,
    blockedBy: secondFactorRequired && !secondFactor ? 'second_factor' : null,
  };
}
