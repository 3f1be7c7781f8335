import type { Database } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

const visible = prepared<{ member_id: string; seen_id: string }>(`
  select m.id as member_id, c.id as seen_id from unnest($1::uuid[]) as m(id), unnest($2::uuid[]) as c(id)
  where c.id in (select contacts_of_member(m.id))
  union all
  select m.id, v.id from unnest($1::uuid[]) as m(id), conversations v
  where v.organization_id = current_organization() and v.id = any ($3::uuid[]) and v.contact_id in (select contacts_of_member(m.id))`);

/** Which of these contacts and conversations each of the members may see, by member. One round trip. */
export async function findVisible(
  database: Database,
  organizationId: string,
  asked: { members: readonly string[]; contacts: readonly string[]; conversations: readonly string[] },
): Promise<Map<string, Set<string>>> {
  const { members, contacts, conversations } = asked;
  const { seen } = await database.script('who may be told', organizationId, { seen: visible(members, contacts, conversations) });
  const byMember = new Map<string, Set<string>>();
  for (const { member_id, seen_id } of seen.rows) byMember.set(member_id, (byMember.get(member_id) ?? new Set()).add(seen_id));
  return byMember;
}
