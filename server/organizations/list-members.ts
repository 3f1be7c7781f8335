import type { Member } from '#contract/organizations.ts';
import type { Accounts } from '#platform/auth/accounts.ts';
import type { AccountRow } from '#platform/auth/accounts-store.ts';
import { notFound } from '#platform/errors.ts';
import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { findMember, listMemberRows, type MemberRow, toMember } from './member-store.ts';

/** The organization's people, the disabled ones included, in the order they joined. */
export async function listMembers(scope: Scope, accounts: Accounts, page: PageQuery) {
  requirePermission(scope, 'members.read');
  const after = decodeIdCursor(page.cursor);
  const rows = await listMemberRows(scope.db, scope.organization.id, { limit: page.limit, after });
  const people = await accounts.describe(rows.map((row) => row.user_id));
  return toPage(rows, page.limit, { item: (row: MemberRow) => shown(scope, row, people), key: (row) => [row.id] });
}

/** One of the organization's people; 404 for anybody else. */
export async function getMember(scope: Scope, accounts: Accounts, id: string): Promise<Member> {
  requirePermission(scope, 'members.read');
  const row = await findMember(scope.db, id);
  if (!row) throw notFound('member');
  const people = await accounts.describe([row.user_id]);
  return shown(scope, row, people);
}

/** Who has no second factor is worth knowing for whoever wants to get in, so only those who look after members see it. */
function shown(scope: Scope, row: MemberRow, people: ReadonlyMap<string, AccountRow>): Member {
  const person = people.get(row.user_id);
  return toMember(row, person, scope.actor.permissions.has('members.change') ? person?.twoFactorEnabled === true : null);
}
