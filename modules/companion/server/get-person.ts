import { visibleContact } from '#core/contacts/get-contact.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type CompanionPerson, consentKinds } from '../contract.ts';
import { allows, toConsents, toPerson } from './person.ts';
import { findConsents, findPerson } from './store.ts';

/** Somebody as the companion knows them. What they told it is there only while they share it. */
export async function getCompanionPerson(scope: Scope, contactId: string): Promise<CompanionPerson> {
  requirePermission(scope, 'companion.read_people');
  const contact = await visibleContact(scope, contactId);
  const { db, organization, key } = scope;
  const row = await findPerson(db, organization.id, contact.id);
  if (!row) throw notFound('person');
  const consents = toConsents(await findConsents(db, organization.id, contact.id));
  const person = toPerson(key, row);
  const shared = allows(consents, 'sharing');
  return {
    contactId: contact.id,
    calledName: person.calledName,
    ageGroup: person.ageGroup,
    country: person.country,
    preferredTimes: person.preferredTimes,
    welcomed: person.state === 'ready',
    brings: shared ? person.brings : null,
    trusted: shared ? person.trusted : null,
    summaryEvery: person.summaryEvery,
    consents: consentKinds.map((kind) => {
      const one = consents[kind];
      return { kind, given: one?.given ?? null, version: one?.version ?? null, at: one?.at.toISOString() ?? null };
    }),
  };
}
