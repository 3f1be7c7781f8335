import type { CreatedInvitation, InvitationCreation } from '#contract/organizations.ts';
import { normalEmail } from '#platform/auth/accounts.ts';
import { randomText } from '#platform/auth/api-key.ts';
import { later } from '#platform/clock.ts';
import { inTransaction } from '#platform/db/database.ts';
import { addToDirectory } from '#platform/directory-store.ts';
import { Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { findOpenInvitation, insertInvitation } from './invitation-store.ts';
import { findMemberOfUser } from './member-store.ts';
import type { OrganizationTools } from './tools.ts';

const daysValid = 7;

/** Invites a person by e-mail address. The link is shown this once; nothing is sent, whoever invites passes it on. */
export async function createInvitation(scope: Scope, tools: OrganizationTools, input: InvitationCreation): Promise<CreatedInvitation> {
  requirePermission(scope, 'members.invite');
  if (input.role === 'owner') requirePermission(scope, 'owners.change');
  const email = normalEmail(input.email);
  await refuseKnown(scope, tools, email);
  const now = scope.clock.now();
  const id = scope.ids.next();
  const token = randomText(scope.ids, 32);
  const expiresAt = later(now, daysValid * 24 * 60 * 60);
  const organizationId = scope.organization.id;
  await inTransaction(scope, 'create invitation', async ({ db }) => {
    const invitedBy = scope.actor.kind === 'member' ? scope.actor.id : null;
    await insertInvitation(db, {
      organization_id: organizationId,
      id,
      email,
      role: input.role,
      invited_by: invitedBy,
      expires_at: expiresAt,
      created_at: now,
    });
    await addToDirectory(db, tools.masterKey, { organizationId, entries: [{ kind: 'invitation', value: token, objectId: id }] });
  });
  return {
    id,
    email,
    role: input.role,
    state: 'open',
    expiresAt: expiresAt.toISOString(),
    createdAt: now.toISOString(),
    link: `${tools.publicUrl()}/invitation?token=${token}`,
  };
}

async function refuseKnown(scope: Scope, tools: OrganizationTools, email: string): Promise<void> {
  const account = await tools.accounts.findByEmail(email);
  const member = account ? await findMemberOfUser(scope.db, account.id) : undefined;
  if (member) {
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
