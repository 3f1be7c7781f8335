import { visibleContact } from '#core/contacts/get-contact.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { Opened } from './open-person.ts';
import { endOpening, findOpenOpening } from './opening-store.ts';

/** Ends one's own opening before its hour is over. */
export async function closePerson(scope: Scope, id: string): Promise<Opened> {
  requirePermission(scope, 'care.break_glass');
  const { db, organization, actor, clock } = scope;
  const { id: contactId } = await visibleContact(scope, id, 'person');
  const open = await findOpenOpening(db, organization.id, { contactId, memberId: actor.id });
  if (!open) throw notFound('opening');
  await endOpening(db, organization.id, open.id, clock.now());
  return { id: open.id, contactId, endsAt: clock.now().toISOString() };
}
