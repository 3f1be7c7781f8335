import { inTransaction } from '#platform/db/database.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { findMember, updateMember } from './member-store.ts';
import { guardOwner } from './owners.ts';

/** Ends a member's access at once; what they wrote and did keeps their name. Doing it twice changes nothing. */
export async function disableMember(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'members.change');
  await inTransaction(scope, 'disable member', async (inner) => {
    const member = await findMember(inner.db, id);
    if (!member) throw notFound('member');
    if (member.disabled_at) return;
    await guardOwner(inner, member, 'other');
    await updateMember(inner.db, id, { disabled_at: inner.clock.now() });
  });
}
