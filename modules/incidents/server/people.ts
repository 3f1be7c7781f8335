import type { Scope } from '#platform/scope.ts';
import { findMembers } from './store.ts';
import type { IncidentTools } from './tools.ts';

/** Names of members by id; whose account is gone has an empty one. Never inside a transaction: accounts are read past it. */
export async function namesOf(scope: Scope, tools: IncidentTools, ids: readonly (string | null)[]): Promise<(id: string) => string | null> {
  const rows = await findMembers(
    scope.db,
    scope.organization.id,
    [...new Set(ids)].filter((id) => id !== null),
  );
  const accounts = rows.length > 0 ? await tools.accounts.describe(rows.map((row) => row.user_id)) : new Map();
  const names = new Map(rows.map((row) => [row.id, accounts.get(row.user_id)?.name ?? '']));
  return (id) => names.get(id) ?? null;
}
