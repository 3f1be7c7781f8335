import type { Accounts } from '#platform/auth/accounts.ts';
import type { Scope } from '#platform/scope.ts';
import { findMembers } from './member-store.ts';

/** Who works in an organization, who of them can be told about a contact, and how the organization speaks. */
export { type ActiveMember, findMembers, listActiveMembers, readPlace } from './member-store.ts';

/**
 * Names of members by id, for pages and letters: null where nobody is a member of that id, empty where the account is gone. Never inside a
 * transaction: accounts are read past it.
 */
export async function namesOf(
  { db, organization }: Pick<Scope, 'db' | 'organization'>,
  { accounts }: { readonly accounts: Pick<Accounts, 'describe'> },
  ids: Iterable<string | null>,
): Promise<(id: string) => string | null> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  const rows = await findMembers(db, organization.id, wanted);
  const known = rows.length > 0 ? await accounts.describe(rows.map((row) => row.user_id)) : new Map();
  const names = new Map(rows.map((row) => [row.id, known.get(row.user_id)?.name ?? '']));
  return (id) => names.get(id) ?? null;
}
