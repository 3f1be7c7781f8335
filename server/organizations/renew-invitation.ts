import type { CreatedInvitation } from '#contract/organizations.ts';
import { later } from '#platform/clock.ts';
import { inTransaction } from '#platform/db/database.ts';
import { removeFromDirectory } from '#platform/directory-store.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { secondsValid } from './create-invitation.ts';
import { mailInvitation, makeLinks } from './invitation-links.ts';
import { lockInvitation, toInvitation, updateInvitation } from './invitation-store.ts';
import type { OrganizationTools } from './tools.ts';

/** Makes new links for an invitation, valid from now, and mails it again; the links before end. A revoked or expired one is open again. */
export async function renewInvitation(scope: Scope, tools: OrganizationTools, id: string): Promise<CreatedInvitation> {
  requirePermission(scope, 'members.invite');
  const now = scope.clock.now();
  const renewed = await inTransaction(scope, 'renew invitation', async ({ db }) => {
    const invitation = await lockInvitation(db, id);
    if (!invitation) throw notFound('invitation');
    if (invitation.role === 'owner') requirePermission(scope, 'owners.change');
    if (invitation.accepted_at) throw new Refusal('organizations.invitation_accepted', 'This invitation was accepted.', { status: 409 });
    const patch = { expires_at: later(now, secondsValid), revoked_at: null };
    await removeFromDirectory(db, id);
    await updateInvitation(db, id, patch);
    return { invitation: { ...invitation, ...patch }, links: await makeLinks(db, scope, { tools, id }) };
  });
  const shown = toInvitation(renewed.invitation, now);
  await mailInvitation(scope, tools, { ...shown, link: renewed.links.mailed });
  return { ...shown, link: renewed.links.shown, mailed: tools.mail.works };
}
