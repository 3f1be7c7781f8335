import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import type { InboxFilter, InboxSort } from '../../contract.ts';

type Sql = RawBuilder<SqlBool>;

/** Who asks for conversations, and when. */
export interface Asked {
  readonly organizationId: string;
  /** Only this member's contacts; null: all. */
  readonly only: string | null;
  /** Whose "me", "unread" and "mentioned"; null: a program's, which has none. */
  readonly memberId: string | null;
  readonly now: Date;
}

/** Out of sight: not yet time, and the contact has written nothing since. For a conversation `v` with its row of the desk `d`. */
const isSnoozed = ({ now }: Asked): Sql => sql<SqlBool>`d.snoozed_until > ${now}::timestamptz and not exists (select from messages m
  where m.organization_id = v.organization_id and m.conversation_id = v.id and m.direction = 'in' and m.id > d.snoozed_after)`;

/** Up to when somebody has read who never opened a conversation: when they became a member. */
const memberSince = ({ organizationId, memberId }: Asked) =>
  sql`(select x.created_at from members x where x.organization_id = ${organizationId} and x.id = ${memberId}::uuid)`;

/** The last message a member has read, with its row of reads `r`. */
const readTo = (asked: Asked) => sql`coalesce(r.read_to, first_id_at(${memberSince(asked)}))`;

const hasUnread = (
  asked: Asked,
): Sql => sql<SqlBool>`v.last_message_at > coalesce(r.read_at, ${memberSince(asked)}) and exists (select from messages m
  where m.organization_id = v.organization_id and m.conversation_id = v.id and m.id > ${readTo(asked)} and m.direction = 'in')`;

export const hasFailed: Sql = sql<SqlBool>`exists (select from messages m
  where m.organization_id = v.organization_id and m.conversation_id = v.id and m.retried_as is null
    and m.status in ('uncertain', 'needs_template', 'error', 'failed'))`;

/** How many messages of the contact a member has not read, counted to `most`. */
export const unreadCount = (asked: Asked, most: number) =>
  asked.memberId === null
    ? sql<number>`0`
    : sql<number>`(select count(*)::int from (select from messages m where m.organization_id = v.organization_id and m.conversation_id = v.id
        and m.id > ${readTo(asked)} and m.direction = 'in' limit ${most}) u)`;

export const readsOf = (asked: Asked) => sql`left join conversation_reads r
  on r.organization_id = v.organization_id and r.conversation_id = v.id and r.member_id = ${asked.memberId}::uuid`;

export const snoozedUntil = (asked: Asked) => sql<Date | null>`case when v.state = 'open' and ${isSnoozed(asked)} then d.snoozed_until end`;

function conditionsOf(filter: InboxFilter, asked: Asked): Sql[] {
  const { organizationId: org, memberId } = asked;
  const conditions: Sql[] = [sql<SqlBool>`v.organization_id = ${org}`];
  const add = (given: unknown, condition: () => Sql) => {
    if (given !== undefined) conditions.push(condition());
  };
  const state = filter.state ?? 'open';
  if (state === 'open') conditions.push(sql<SqlBool>`(d.snoozed_until is null or not (${isSnoozed(asked)}))`);
  if (state === 'snoozed') conditions.push(isSnoozed(asked));
  const { assignee, team, label, tag } = filter;
  add(assignee, () =>
    assignee === 'none'
      ? sql<SqlBool>`d.assignee_id is null`
      : sql<SqlBool>`d.assignee_id = ${assignee === 'me' ? memberId : assignee}::uuid`,
  );
  add(team, () => (team === 'none' ? sql<SqlBool>`d.team_id is null` : sql<SqlBool>`d.team_id = ${team}::uuid`));
  add(
    label,
    () => sql<SqlBool>`exists (select from conversation_labels l
    where l.organization_id = ${org} and l.label_id = ${label}::uuid and l.conversation_id = v.id)`,
  );
  add(filter.channel, () => sql<SqlBool>`v.channel_id = ${filter.channel}::uuid`);
  add(
    filter.contact,
    () => sql<SqlBool>`v.contact_id in (select c.id from contacts c
    where c.organization_id = ${org} and (c.id = ${filter.contact}::uuid or c.merged_into = ${filter.contact}::uuid))`,
  );
  add(
    tag,
    () =>
      sql<SqlBool>`exists (select from contact_tags x where x.organization_id = ${org} and x.tag_id = ${tag}::uuid and x.contact_id = v.contact_id)`,
  );
  add(filter.unread, () => hasUnread(asked));
  add(filter.waiting, () => sql<SqlBool>`v.waiting_since is not null`);
  add(filter.failed, () => hasFailed);
  add(
    filter.mentioned,
    () => sql<SqlBool>`exists (select from note_mentions n
    where n.organization_id = ${org} and n.member_id = ${memberId}::uuid and n.conversation_id = v.id)`,
  );
  if (asked.only !== null) conditions.push(sql<SqlBool>`v.contact_id in (select contacts_of_member(${asked.only}))`);
  return conditions;
}

/** The lists of `conversations_list` a filter can be in: each is read from its beginning. */
function listsOf({ state = 'open', handler, waiting }: InboxFilter): [state: string, handler: string][] {
  const states = state === 'all' ? ['open', 'closed'] : [state === 'closed' ? 'closed' : 'open'];
  const handlers = waiting ? ['people'] : handler === undefined ? ['assistant', 'people'] : [handler];
  // The contact waits for people only where those have it.
  if (waiting && handler === 'assistant') return [];
  return states.flatMap((one) => handlers.map((other): [string, string] => [one, other]));
}

const from = (filter: InboxFilter, asked: Asked) => sql`conversations v
  left join desk_conversations d on d.organization_id = v.organization_id and d.conversation_id = v.id
  ${filter.unread ? readsOf(asked) : sql``}`;

export interface Place {
  readonly at: Date;
  readonly id: string;
}

export interface InboxPage {
  readonly filter: InboxFilter;
  readonly sort: InboxSort;
  readonly limit: number;
  readonly after: Place | null;
}

/** Which conversations a page shows, in order; one more than `limit`. */
export async function listPlaces(db: Db, asked: Asked, page: InboxPage): Promise<Place[]> {
  const waiting = page.sort === 'waiting';
  const filter: InboxFilter = waiting ? { ...page.filter, waiting: true } : page.filter;
  const at = waiting ? sql.ref('v.waiting_since') : sql.ref('v.last_message_at');
  const direction = waiting ? sql`asc` : sql`desc`;
  const goesOn =
    page.after === null
      ? sql``
      : sql`and (${at}, v.id) ${waiting ? sql`>` : sql`<`} (${page.after.at}::timestamptz, ${page.after.id}::uuid)`;
  const conditions = sql.join(conditionsOf(filter, asked), sql` and `);
  const lists = listsOf(filter).map(
    ([state, handler]) => sql`(select ${at} as at, v.id from ${from(filter, asked)}
      where v.state = ${sql.lit(state)} and v.handler = ${sql.lit(handler)}
        and ${conditions} ${goesOn} order by ${at} ${direction}, v.id ${direction} limit ${page.limit + 1})`,
  );
  if (lists.length === 0) return [];
  const found = await sql<Place>`select at, id from (${sql.join(lists, sql` union all `)}) p
    order by at ${direction}, id ${direction} limit ${page.limit + 1}`.execute(db);
  return found.rows;
}

/** How many conversations each filter means, counted to `most`; one statement. */
export async function countEach(db: Db, asked: Asked, filters: readonly InboxFilter[], most: number): Promise<number[]> {
  if (filters.length === 0) return [];
  const counts = filters.map((filter, n) => {
    const lists = listsOf(filter).map(
      ([state, handler]) => sql`(select v.id from ${from(filter, asked)}
        where v.state = ${sql.lit(state)} and v.handler = ${sql.lit(handler)}
          and ${sql.join(conditionsOf(filter, asked), sql` and `)} limit ${most})`,
    );
    const count =
      lists.length === 0 ? sql`0` : sql`(select count(*)::int from (select from (${sql.join(lists, sql` union all `)}) p limit ${most}) q)`;
    return sql`${count} as ${sql.ref(`n${n}`)}`;
  });
  const found = await sql<Record<string, number>>`select ${sql.join(counts)}`.execute(db);
  return filters.map((_filter, n) => found.rows[0]?.[`n${n}`] ?? 0);
}
