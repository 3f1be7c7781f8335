import type { Scope } from '#platform/scope.ts';
import { parsePhone } from './address.ts';
import { ownersOf } from './identity-store.ts';
import { findContact, readDefaults } from './store.ts';

/**
 * The id of any contact of the organization, past the rule of who sees which: for emergencies alone, where whoever asks leaves a trace that others
 * read. A phone number must be the whole number, so that nobody can look around. Null: there is nobody.
 */
export async function findAnybody(scope: Scope, who: { readonly id: string } | { readonly phone: string }): Promise<string | null> {
  const { db, organization } = scope;
  if ('id' in who) return (await findContact(db, who.id, null))?.id ?? null;
  const { country } = await readDefaults(db, organization.id);
  const number = await parsePhone(who.phone, country);
  const [owner] = number ? await ownersOf(db, organization.id, `phone:${number.digits}`) : [];
  return owner === undefined ? null : ((await findContact(db, owner, null))?.id ?? null);
}
