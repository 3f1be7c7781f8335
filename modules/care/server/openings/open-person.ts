import { findAnybody } from '#core/contacts/find-anybody.ts';
import { listActiveMembers, namesOf, readPlace } from '#core/members/members.ts';
import { notify } from '#core/notices/notify.ts';
import { preferencesOf } from '#platform/auth/account-tools.ts';
import { later } from '#platform/clock.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { places } from '#platform/log.ts';
import type { RoleName } from '#platform/module.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { OpeningRequest } from '../../contract.ts';
import type { CareTools } from '../tools.ts';
import { reasonPlace } from './list-openings.ts';
import { findOpenOpening, insertOpening } from './opening-store.ts';

const openMinutes = 60;

export interface Opened {
  readonly id: string;
  readonly contactId: string;
  readonly endsAt: string;
}

/**
 * Opens somebody's record in an emergency, for an hour: whoever looks after them and the administrators are told at once, and why. Asked again
 * within the hour it is the same opening, which is not made longer.
 */
export async function openPerson(scope: Scope, tools: CareTools, { person, reason }: OpeningRequest): Promise<Opened> {
  requirePermission(scope, 'care.break_glass');
  if (scope.actor.kind !== 'member')
    throw new Refusal('care.member_only', 'Only somebody of the organization can open a record; a key is nobody who could be asked why.', {
      status: 403,
    });
  const contactId = await findAnybody(scope, person);
  if (contactId === null) throw notFound('person');
  const { organization, actor, ids, clock, key } = scope;
  const now = clock.now();
  const whose = { contactId, memberId: actor.id };
  const { row, isNew } = await inTransaction(scope, 'open record', async ({ db }) => {
    const open = await findOpenOpening(db, organization.id, whose);
    if (open) return { row: open, isNew: false };
    const id = ids.next();
    const made = {
      id,
      contact_id: contactId,
      member_id: actor.id,
      sealed_reason: key.seal(reasonPlace(id), reason),
      created_at: now,
      ends_at: later(now, openMinutes * 60),
    };
    await insertOpening(db, { organization_id: organization.id, ...made });
    return { row: made, isNew: true };
  });
  if (isNew) await tellOthers(scope, tools, { id: row.id, contactId });
  return { id: row.id, contactId, endsAt: row.ends_at.toISOString() };
}

/** In the app those who assign people; by mail them, and whoever looks after the person. Nothing in it says who the person is. */
async function tellOthers(scope: Scope, tools: CareTools, { id, contactId }: { id: string; contactId: string }): Promise<void> {
  const { db, organization, actor, log } = scope;
  try {
    const nameOf = await namesOf(scope, tools, [actor.id]);
    const member = nameOf(actor.id) ?? '';
    await notify(scope, { kind: 'care.opened', subject: id, values: { member } });
    tools.live.tell(organization.id, () => [{ kind: 'notice.changed' }, { kind: 'contact.changed', contactId }]);
    const members = await listActiveMembers(db, organization.id, contactId);
    const told = members.filter(
      ({ id: one, role, assigned }) => one !== actor.id && (assigned || tools.permissionsOfRole(role as RoleName).has('care.assign')),
    );
    const place = await readPlace(db, organization.id);
    const accounts = await tools.accounts.describe(told.map(({ user_id }) => user_id));
    for (const { user_id } of told) {
      const account = accounts.get(user_id);
      if (!account) continue;
      tools.mail.send({
        to: account.email,
        kind: 'record_opened',
        language: preferencesOf(account).language ?? place.language,
        values: { name: account.name, organization: place.name, member },
        link: `${tools.publicUrl()}/care/${contactId}`,
        organizationIds: [organization.id],
      });
    }
  } catch (error) {
    // It is open, and in the record, whatever became of the mails.
    log.error({ opening: id, err: places(error) }, 'others could not be told that a record was opened');
  }
}
