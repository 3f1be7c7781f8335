import type { Scope } from '#platform/scope.ts';
import { allows, type Consents, type Person, toConsents, toPerson, zoneOf } from './person.ts';
import { findConsents, findPerson, findPlace, isAssigned } from './store.ts';

/** What other modules may ask of the companion. None of it says anything to anybody. */

export type { Consent, Consents } from './person.ts';

/** The latest of each kind; null: they were never asked. */
export async function consentsOf({ db, organization }: Scope, contactId: string): Promise<Consents> {
  return toConsents(await findConsents(db, organization.id, contactId));
}

export async function mayRemember(scope: Scope, contactId: string): Promise<boolean> {
  const consents = await consentsOf(scope, contactId);
  return allows(consents, 'storing') && allows(consents, 'memory');
}

export async function mayReadMood(scope: Scope, contactId: string): Promise<boolean> {
  const consents = await consentsOf(scope, contactId);
  return allows(consents, 'storing') && allows(consents, 'mood');
}

/** Whether this member may see what the companion keeps of the person: they share it, and are in this member's hands now. Null: who answers for all. */
export async function mayShare(scope: Scope, contactId: string, memberId: string | null): Promise<boolean> {
  const consents = await consentsOf(scope, contactId);
  if (!allows(consents, 'sharing')) return false;
  if (memberId === null) return true;
  return isAssigned(scope.db, scope.organization.id, { contactId, memberId });
}

export interface Profile extends Pick<Person, 'calledName' | 'country' | 'ageGroup' | 'preferredTimes'> {
  readonly language: string | null;
  readonly zone: string;
}

/** Null: the companion does not know them. */
export async function profileOf({ db, organization, key }: Scope, contactId: string): Promise<Profile | null> {
  const row = await findPerson(db, organization.id, contactId);
  if (!row) return null;
  const place = await findPlace(db, organization.id, contactId);
  const { calledName, country, ageGroup, preferredTimes } = toPerson(key, row);
  return { calledName, country, ageGroup, preferredTimes, language: place[0]?.language ?? null, zone: await zoneOf(place) };
}
