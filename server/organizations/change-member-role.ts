import type { Role } from '#contract/organizations.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { findMember, updateMember } from './member-store.ts';
import { guardOwner } from './owners.ts';

/** Gives a member another role; it holds from their next request on. */
export async function changeMemberRole(scope: Scope, id: string, role: Role): Promise<void> {
  requirePermission(scope, 'members.change');
  await inTransaction(scope, 'change member role', async (inner) => {
    const member = await findMember(inner.db, id);
    if (!member) throw notFound('member');
    await guardOwner(inner, member, role === 'owner' ? 'owner' : 'other');
    await updateMember(inner.db, id, { role });
  });
}
