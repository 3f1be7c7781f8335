import type { CreatedInvitation, InvitationCreation } from '#contract/organizations.ts';
import { normalEmail } from '#platform/auth/accounts.ts';
import { later } from '#platform/clock.ts';
import { inTransaction } from '#platform/db/database.ts';
import { Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { mailInvitation, makeLinks } from './invitation-links.ts';
import { findOpenInvitation, insertInvitation } from './invitation-store.ts';
import { findMemberOfUser } from './member-store.ts';
import type { OrganizationTools } from './tools.ts';

export const secondsValid = 7 * 24 * 60 * 60;

/** Invites a person by e-mail address: by mail, and by a link that is shown this once, for whoever invites to pass on. */
export async function createInvitation(scope: Scope, tools: OrganizationTools, input: InvitationCreation): Promise<CreatedInvitation> {
  requirePermission(scope, 'members.invite');
  if (input.role === 'owner') requirePermission(scope, 'owners.change');
  const email = normalEmail(input.email);
  await refuseKnown(scope, tools, email);
  const now = scope.clock.now();
  const id = scope.ids.next();
  const expiresAt = later(now, secondsValid);
  const links = await inTransaction(scope, 'create invitation', async ({ db }) => {
    const invitedBy = scope.actor.kind === 'member' ? scope.actor.id : null;
    await insertInvitation(db, {
      organization_id: scope.organization.id,
      id,
      email,
      role: input.role,
      invited_by: invitedBy,
      expires_at: expiresAt,
      created_at: now,
    });
    return makeLinks(db, scope, { tools, id });
  });
  await mailInvitation(scope, tools, { email, role: input.role, link: links.mailed });
  return {
    id,
    email,
    role: input.role,
    state: 'open',
    expiresAt: expiresAt.toISOString(),
    createdAt: now.toISOString(),
    link: links.shown,
    mailed: tools.mail.works,
  };
}

async function refuseKnown(scope: Scope, tools: OrganizationTools, email: string): Promise<void> {
  const account = await tools.accounts.findByEmail(email);
  const member = account ? await findMemberOfUser(scope.db, account.id) : undefined;
  if (member && !member.left_at) {
    throw new Refusal('organizations.already_member', 'This person is a member already; a disabled member can be enabled again.', {
      status: 409,
      details: { field: 'email', memberId: member.id },
    });
  }
  const open = await findOpenInvitation(scope.db, email, scope.clock.now());
  if (open) {
    throw new Refusal('organizations.already_invited', 'This person has an open invitation. Revoke it first to make a new one.', {
      status: 409,
      details: { field: 'email', invitationId: open.id },
    });
  }
}
