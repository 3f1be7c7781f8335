import type { AcceptedInvitation, InvitationAcceptance, Role } from '#contract/organizations.ts';
import { requireStrong } from '#platform/auth/password.ts';
import { inTransaction } from '#platform/db/database.ts';
import { removeFromDirectory } from '#platform/directory-store.ts';
import { Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import type { AccountScope } from '#platform/scope.ts';
import { findByToken } from './invitation-links.ts';
import { findInvitation, type InvitationRow, lockInvitation, stateOf, updateInvitation } from './invitation-store.ts';
import { findMemberOfUser, insertMember, updateMember } from './member-store.ts';
import { type OrganizationRow, readOrganization, toOrganization } from './organization-store.ts';
import type { OrganizationTools } from './tools.ts';

/** Who opens a link: perhaps signed in, perhaps not. */
export type Asking = Pick<AccountScope, 'session' | 'clock' | 'ids'>;

export interface OpenInvitation {
  readonly organization: OrganizationRow;
  readonly invitation: InvitationRow;
  /** Whether the person has an account already, and only needs its password. */
  readonly hasAccount: boolean;
  /** Whether the link came by mail, which shows whose address it is. */
  readonly cameByMail: boolean;
}

/** What a link leads to. Refuses with `organizations.invitation_unusable` whatever is wrong with it: a stranger learns nothing. */
export async function openInvitation(tools: OrganizationTools, scope: Asking, token: string): Promise<OpenInvitation> {
  const found = await findByToken(tools, token);
  if (!found) throw unusable();
  const db = tools.database.of(found.organizationId);
  const invitation = await findInvitation(db, found.objectId);
  if (!invitation || stateOf(invitation, scope.clock.now()) !== 'open') throw unusable();
  const organization = await readOrganization(db, found.organizationId);
  const hasAccount = (await tools.accounts.findByEmail(invitation.email)) !== null;
  return { organization, invitation, hasAccount, cameByMail: found.cameByMail };
}

/**
 * Makes the invited person a member. Who has no account gets one with the name and password given; who has one proves it by
 * being signed in to it or by its password. The link works once.
 */
export async function acceptInvitation(tools: OrganizationTools, scope: Asking, input: InvitationAcceptance): Promise<AcceptedInvitation> {
  const opened = await openInvitation(tools, scope, input.token);
  const { organization, invitation } = opened;
  const userId = (await provenAccount(tools, scope, { ...opened, input })) ?? (await newAccount(tools, { ...opened, input }));
  if (opened.cameByMail) await tools.accounts.prove(userId);
  const now = scope.clock.now();
  const joined = await inTransaction({ db: tools.database.of(organization.id) }, 'accept invitation', async ({ db }) => {
    const locked = await lockInvitation(db, invitation.id);
    if (!locked || stateOf(locked, now) !== 'open') throw unusable();
    const already = await findMemberOfUser(db, userId);
    // Whom somebody has disabled since, an older link does not bring back; who left, it does.
    if (already?.disabled_at && !already.left_at) throw unusable();
    const memberId = already?.id ?? locked.member_id ?? scope.ids.next();
    const seat = { role: invitation.role as Role, disabled_at: null, left_at: null };
    if (already?.left_at) await updateMember(db, memberId, seat);
    // The place of a member who came with the organization from another installation: what was theirs is theirs again.
    else if (!already && locked.member_id) await updateMember(db, memberId, { ...seat, user_id: userId });
    else if (!already)
      await insertMember(db, { organization_id: organization.id, id: memberId, user_id: userId, role: seat.role, created_at: now });
    await updateInvitation(db, invitation.id, { accepted_at: now });
    await removeFromDirectory(db, invitation.id);
    return memberId;
  });
  return { organization: toOrganization(organization), memberId: joined };
}

interface Acceptance extends OpenInvitation {
  readonly input: InvitationAcceptance;
}

/** The account that exists for the invited address, once it is proven; null: there is none. */
async function provenAccount(tools: OrganizationTools, scope: Asking, { invitation, input }: Acceptance): Promise<string | null> {
  const account = await tools.accounts.findByEmail(invitation.email);
  if (!account) return null;
  if (scope.session?.userId === account.id) return account.id;
  // With a second factor the password is not enough, here as little as anywhere.
  if (input.password !== undefined && !account.twoFactorEnabled) {
    tools.account.guesses.byAccount.admit(account.id);
    if (await tools.accounts.passwordIsRight(account.id, input.password)) {
      tools.account.guesses.byAccount.forgive(account.id);
      return account.id;
    }
  }
  throw new Refusal('organizations.account_exists', 'There is an account for this e-mail address. Sign in to it, or give its password.', {
    status: 409,
    details: { field: 'password' },
  });
}

async function newAccount(tools: OrganizationTools, { organization, invitation, input, cameByMail }: Acceptance): Promise<string> {
  if (input.name === undefined) throw badField('name', 'is missing: there is no account for this e-mail address yet');
  if (input.password === undefined) throw badField('password', 'is missing: there is no account for this e-mail address yet');
  await requireStrong(input.password, { about: [input.name, invitation.email, organization.name], secondFactor: false });
  return tools.accounts.create({ name: input.name, email: invitation.email, password: input.password, verified: cameByMail });
}

function unusable(): Refusal {
  return new Refusal(
    'organizations.invitation_unusable',
    'This invitation does not exist, was used, was revoked or is older than seven days. Ask for a new one.',
    {
      status: 410,
    },
  );
}
