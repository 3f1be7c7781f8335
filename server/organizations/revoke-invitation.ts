import { inTransaction } from '#platform/db/database.ts';
import { removeFromDirectory } from '#platform/directory-store.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { lockInvitation, updateInvitation } from './invitation-store.ts';

/** Makes an invitation's link useless. Doing it twice changes nothing; an accepted one is refused. */
export async function revokeInvitation(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'members.invite');
  await inTransaction(scope, 'revoke invitation', async ({ db, clock }) => {
    const invitation = await lockInvitation(db, id);
    if (!invitation) throw notFound('invitation');
    if (invitation.accepted_at) {
      throw new Refusal('organizations.invitation_accepted', 'This invitation was accepted. Disable the member instead.', { status: 409 });
    }
    if (invitation.revoked_at) return;
    await updateInvitation(db, id, { revoked_at: clock.now() });
    await removeFromDirectory(db, id);
  });
}
