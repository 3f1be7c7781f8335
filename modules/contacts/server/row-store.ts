import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';

export interface HungOn {
  readonly id: string;
  readonly identities: readonly { readonly channel_type: string; readonly address: string }[];
  readonly tags: readonly { readonly id: string; readonly name: string }[];
  readonly assigned: readonly string[];
  readonly opted_out: boolean;
}

/** What a list shows of these contacts beside their names, in one question. */
export async function readHungOn(db: Db, organizationId: string, ids: readonly string[]): Promise<HungOn[]> {
  const found = await sql<HungOn>`select c.id,
      coalesce((select jsonb_agg(jsonb_build_object('channel_type', i.channel_type, 'address', i.address) order by i.created_at, i.address)
        from identities i where i.organization_id = c.organization_id and i.contact_id = c.id), '[]') as identities,
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.folded)
        from contact_tags x join tags t on t.organization_id = x.organization_id and t.id = x.tag_id
        where x.organization_id = c.organization_id and x.contact_id = c.id), '[]') as tags,
      coalesce((select jsonb_agg(m.member_id order by m.created_at, m.id) from contact_assignments m
        where m.organization_id = c.organization_id and m.contact_id = c.id and m.ended_at is null), '[]') as assigned,
      exists (select from conversations v where v.organization_id = c.organization_id and v.contact_id = c.id and v.opted_out_at is not null) as opted_out
    from contacts c where c.organization_id = ${organizationId} and c.id = any (${ids}::uuid[])`.execute(db);
  return found.rows;
}
