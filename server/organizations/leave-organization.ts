import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import type { Scope } from '#platform/scope.ts';
import { findMember, updateMember } from './member-store.ts';
import { requireAnotherOwner } from './owners.ts';

/** Takes whoever asks out of the organization. Needs no permission: nobody has to stay. Only a new invitation brings them back. */
export async function leaveOrganization(scope: Scope): Promise<void> {
  if (scope.actor.kind !== 'member') throw new Refusal('forbidden', 'An API key cannot leave; revoke it instead.', { status: 403 });
  await inTransaction(scope, 'leave organization', async ({ db, actor, clock }) => {
    const member = await findMember(db, actor.id);
    if (!member) throw notFound('member');
    await requireAnotherOwner(db, member);
    const now = clock.now();
    await updateMember(db, member.id, { disabled_at: now, left_at: now, provisioned: false });
  });
}
