import type { Db } from '#platform/db/database.ts';
import { Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { lockOwners, type MemberRow } from './member-store.ts';

/**
 * What protects owners: only an owner makes, changes or removes one, and the last one stays. Call it inside the transaction
 * that makes the change; `scope.db` is that transaction.
 */
export async function guardOwner(scope: Scope, member: MemberRow, becomes: 'owner' | 'other'): Promise<void> {
  if (member.role === 'owner' || becomes === 'owner') requirePermission(scope, 'owners.change');
  if (becomes !== 'owner') await requireAnotherOwner(scope.db, member);
}

/** Throws when this member is the only owner there is. */
export async function requireAnotherOwner(db: Db, member: MemberRow): Promise<void> {
  if (member.role !== 'owner' || member.disabled_at !== null) return;
  const owners = await lockOwners(db);
  if (owners.some((id) => id !== member.id)) return;
  throw new Refusal('organizations.last_owner', 'This is the only owner. Make somebody else an owner first.', {
    status: 409,
    details: { memberId: member.id },
  });
}
