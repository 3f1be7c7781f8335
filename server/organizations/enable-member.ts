import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { findMember, updateMember } from './member-store.ts';
import { guardOwner } from './owners.ts';

/** Gives a disabled member their access back, in the role they had. */
export async function enableMember(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'members.change');
  await inTransaction(scope, 'enable member', async (inner) => {
    const member = await findMember(inner.db, id);
    if (!member) throw notFound('member');
    if (member.left_at) {
      throw new Refusal('organizations.member_left', 'This person left by themselves. Invite them, and they decide.', {
        status: 409,
        details: { memberId: id },
      });
    }
    await guardOwner(inner, member, member.role === 'owner' ? 'owner' : 'other');
    await updateMember(inner.db, id, { disabled_at: null });
  });
}
