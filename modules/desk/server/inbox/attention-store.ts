import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { isOpen } from '#safety/index.ts';

/** Conversations whose contact, or the record that was joined with them, has an open incident; read by the index `incidents_open`. */

const open = sql.raw(`n.${isOpen}`);

/** Each with the level of the gravest incident. Few: from them a page is read, whatever else there is. */
export function attentionSet(org: string): RawBuilder<{ id: string; level: number }> {
  return sql`select a.id, max(a.level) as level from (
    select v.id, safety_level(n.severity) as level from incidents n
      join conversations v on v.organization_id = n.organization_id and v.contact_id = n.contact_id
      where n.organization_id = ${org} and ${open}
    union all
    select v.id, safety_level(n.severity) as level from incidents n
      join contacts c on c.organization_id = n.organization_id and c.merged_into = n.contact_id
      join conversations v on v.organization_id = c.organization_id and v.contact_id = c.id
      where n.organization_id = ${org} and ${open}) a group by a.id`;
}

/** For a conversation `v`. */
export const needsAttention = (org: string): RawBuilder<SqlBool> => sql<SqlBool>`exists (select from incidents n
  where n.organization_id = ${org} and ${open}
    and n.contact_id in (v.contact_id, (select c.merged_into from contacts c where c.organization_id = ${org} and c.id = v.contact_id)))`;
