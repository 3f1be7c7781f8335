/** Parts of the statements of a commit that several of them share: what was decided ($2), and that this very commit finished it. */

// Each statement is sent only the columns it reads: what travels and is parsed is most of what a script costs.
export const decided = (columns: string) =>
  `jsonb_to_recordset($2::jsonb) as d(lease text, contact_id uuid, conversation_id uuid${columns})`;

export const finished = `cross join lateral (select c.id from contacts c
  where c.organization_id = $1 and c.id = d.contact_id and c.finished_lease = d.lease limit 1) c`;
