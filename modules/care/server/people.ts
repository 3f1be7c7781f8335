import type { Scope } from '#platform/scope.ts';
import { findMembers } from './member-store.ts';
import type { CareTools } from './tools.ts';

/** Names of members by id; whose account is gone has an empty one. Never inside a transaction: accounts are read past it. */
export async function namesOf(
  { db, organization }: Scope,
  { accounts }: Pick<CareTools, 'accounts'>,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const rows = await findMembers(db, organization.id, [...new Set(ids)]);
  const known = rows.length > 0 ? await accounts.describe(rows.map((row) => row.user_id)) : new Map();
  const names = new Map(rows.map((row) => [row.id, known.get(row.user_id)?.name ?? '']));
  return (id) => names.get(id) ?? '';
}
