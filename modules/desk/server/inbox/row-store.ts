import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import { isOpen } from '#safety/index.ts';
import { type Asked, readsOf, snoozedUntil, unreadCount } from './filter-store.ts';

/** A conversation with all that its row in the inbox shows. */
export interface DeskRow {
  readonly id: string;
  readonly contact_id: string;
  readonly channel_id: string;
  readonly state: string;
  readonly handler: string;
  readonly handler_reason: string | null;
  readonly opted_out_at: Date | null;
  readonly last_inbound_at: Date | null;
  readonly last_message_at: Date;
  readonly created_at: Date;
  readonly kept_id: string | null;
  readonly waiting_since: Date | null;
  readonly snoozed_until: Date | null;
  readonly assignee_id: string | null;
  readonly team_id: string | null;
  readonly team_name: string | null;
  readonly contact_name: string | null;
  readonly address: string | null;
  readonly channel_type: string;
  readonly channel_name: string;
  readonly unread: number;
  readonly failed: boolean;
  readonly stage: string | null;
  readonly risk: string | null;
  readonly labels: { readonly id: string; readonly name: string; readonly colour: string }[];
  readonly last: LastRow | null;
}

const failed = sql<boolean>`(select true from messages m where m.organization_id = v.organization_id and m.conversation_id = v.id
  and m.in_trouble limit 1) is not null`;

/** Of the open incident of the contact, or of the record that was joined with them. */
const risk = sql<
  string | null
>`(select n.severity from incidents n where n.organization_id = v.organization_id and n.contact_id in (v.contact_id, k.id)
  and n.${sql.raw(isOpen)} order by safety_level(n.severity) desc limit 1)`;

export interface LastRow {
  readonly id: string;
  readonly direction: string;
  readonly kind: string;
  readonly text: string | null;
  readonly status: string;
  readonly author: string;
  readonly at: string;
}

// "case" and "limit 1" where "coalesce" and "exists" would do: for the one PostgreSQL reads all contacts, because it does not hold it for leakproof;
// for the other it may read all that failed in the organization.
/** The rows of these conversations, in any order; who asks has been shown them by `listPlaces`, or is shown here what is theirs. */
export async function findRows(
  db: Db,
  asked: Asked,
  ids: readonly string[],
  most: { readonly unread: number; readonly words: number; readonly risk: boolean },
): Promise<DeskRow[]> {
  if (ids.length === 0) return [];
  const theirs = asked.only === null ? sql`` : sql`and v.contact_id in (select contacts_of_member(${asked.only}))`;
  const found = await sql<DeskRow>`
    select v.id, v.contact_id, v.channel_id, v.state, v.handler, v.handler_reason, v.opted_out_at, v.last_inbound_at, v.last_message_at,
      v.created_at, v.stage, c.merged_into as kept_id, case when v.handler = 'people' and v.state = 'open' then v.waiting_since end as waiting_since,
      ${snoozedUntil(asked)} as snoozed_until, d.assignee_id, d.team_id, t.name as team_name, coalesce(k.name, k.profile_name) as contact_name,
      (select substr(i.address, strpos(i.address, ':') + 1) from identities i where i.organization_id = k.organization_id
        and i.contact_id = k.id order by i.address desc limit 1) as address,
      h.type as channel_type, h.name as channel_name, ${unreadCount(asked, most.unread)} as unread, ${failed} as failed,
      ${most.risk ? risk : sql`null`} as risk,
      coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'colour', l.colour) order by l.folded)
        from conversation_labels x join labels l on l.organization_id = x.organization_id and l.id = x.label_id
        where x.organization_id = v.organization_id and x.conversation_id = v.id), '[]') as labels,
      (select jsonb_build_object('id', m.id, 'direction', m.direction, 'kind', m.kind, 'text', left(m.text, ${most.words}::int),
          'status', m.status, 'author', m.author, 'at', m.created_at)
        from messages m where m.organization_id = v.organization_id and m.conversation_id = v.id order by m.id desc limit 1) as last
    from conversations v
    join contacts c on c.organization_id = v.organization_id and c.id = v.contact_id
    join contacts k on k.organization_id = v.organization_id and k.id = case when c.merged_into is null then c.id else c.merged_into end
    join channels h on h.organization_id = v.organization_id and h.id = v.channel_id
    left join desk_conversations d on d.organization_id = v.organization_id and d.conversation_id = v.id
    left join teams t on t.organization_id = d.organization_id and t.id = d.team_id
    ${readsOf(asked)}
    where v.organization_id = ${asked.organizationId} and v.id = any (${ids}::uuid[]) ${theirs}`.execute(db);
  return found.rows;
}
