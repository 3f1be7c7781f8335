import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import type { InboxFilter, InboxSort } from '../../contract.ts';
import { attentionSet, needsAttention } from './attention-store.ts';

type Sql = RawBuilder<SqlBool>;

/** Who asks for conversations, and when. */
export interface Asked {
  readonly organizationId: string;
  /** Only this member's contacts; null: all. */
  readonly only: string | null;
  /** Whose "me", "unread" and "mentioned"; null: a program's, which has none. */
  readonly memberId: string | null;
  /** May see incidents; to others no conversation has one. */
  readonly seesIncidents: boolean;
  readonly now: Date;
}

/** Out of sight: not yet time, and the contact has written nothing since. For a conversation `v` with its row of the desk `d`. */
const isSnoozed = ({ now }: Asked): Sql => sql<SqlBool>`d.snoozed_until > ${now}::timestamptz and not exists (select from messages m
  where m.organization_id = v.organization_id and m.conversation_id = v.id and m.direction = 'in' and m.id > d.snoozed_after)`;

/** Up to when somebody has read who never opened a conversation: when they became a member. */
const memberSince = ({ organizationId, memberId }: Asked) =>
  sql`(select x.created_at from members x where x.organization_id = ${organizationId} and x.id = ${memberId}::uuid)`;

/**
 * The last message a member has read, with its row of reads `r`. Not "coalesce", which PostgreSQL does not hold for leakproof: under row-level
 * security it would then read every message of a conversation instead of going into the index.
 */
const readTo = ({ organizationId, memberId }: Asked) => sql`case when r.read_to is null
  then (select first_id_at(x.created_at) from members x where x.organization_id = ${organizationId} and x.id = ${memberId}::uuid) else r.read_to end`;

const hasUnread = (
  asked: Asked,
): Sql => sql<SqlBool>`v.last_message_at > coalesce(r.read_at, ${memberSince(asked)}) and exists (select from messages m
  where m.organization_id = v.organization_id and m.conversation_id = v.id and m.id > ${readTo(asked)} and m.direction = 'in')`;

/** Given to nobody, or to a member who does not work here any more: otherwise it would be in no list that anybody looks at. */
const isNobodys = (org: string): Sql => sql<SqlBool>`(d.assignee_id is null or exists (select from members x
  where x.organization_id = ${org} and x.id = d.assignee_id and x.disabled_at is not null))`;

const hasFailed: Sql = sql<SqlBool>`exists (select from messages m
  where m.organization_id = v.organization_id and m.conversation_id = v.id and m.in_trouble)`;

/** How many messages of the contact a member has not read, counted to `most`. */
export const unreadCount = (asked: Asked, most: number) =>
  asked.memberId === null
    ? sql<number>`0`
    : sql<number>`(select count(*)::int from (select from messages m where m.organization_id = v.organization_id and m.conversation_id = v.id
        and m.id > ${readTo(asked)} and m.direction = 'in' limit ${most}) u)`;

export const readsOf = (asked: Asked) => sql`left join conversation_reads r
  on r.organization_id = v.organization_id and r.conversation_id = v.id and r.member_id = ${asked.memberId}::uuid`;

export const snoozedUntil = (asked: Asked) => sql<Date | null>`case when v.state = 'open' and ${isSnoozed(asked)} then d.snoozed_until end`;

/** A contact's record and those that were joined with it; any of their ids will do. Each by its key: with an "or" all contacts would be read. */
function recordsOf(org: string, contactId: string | undefined): RawBuilder<unknown> {
  const kept = sql`(select case when k.merged_into is null then k.id else k.merged_into end from contacts k
    where k.organization_id = ${org} and k.id = ${contactId}::uuid)`;
  return sql`select c.id from contacts c where c.organization_id = ${org} and c.id = ${kept}
    union all select c.id from contacts c where c.organization_id = ${org} and c.merged_into = ${kept}`;
}

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
    assignee === 'none' ? isNobodys(org) : sql<SqlBool>`d.assignee_id = ${assignee === 'me' ? memberId : assignee}::uuid`,
  );
  add(team, () => (team === 'none' ? sql<SqlBool>`d.team_id is null` : sql<SqlBool>`d.team_id = ${team}::uuid`));
  add(
    label,
    () => sql<SqlBool>`exists (select from conversation_labels l
    where l.organization_id = ${org} and l.label_id = ${label}::uuid and l.conversation_id = v.id)`,
  );
  add(filter.channel, () => sql<SqlBool>`v.channel_id = ${filter.channel}::uuid`);
  add(filter.contact, () => sql<SqlBool>`v.contact_id in (${recordsOf(org, filter.contact)})`);
  add(
    tag,
    () =>
      sql<SqlBool>`exists (select from contact_tags x where x.organization_id = ${org} and x.tag_id = ${tag}::uuid and x.contact_id = v.contact_id)`,
  );
  add(filter.unread, () => hasUnread(asked));
  add(filter.waiting, () => sql<SqlBool>`v.waiting_since is not null`);
  add(filter.failed, () => hasFailed);
  add(filter.attention, () => (asked.seesIncidents ? needsAttention(org) : sql<SqlBool>`false`));
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

/** Joined to a conversation `v`, looked up row by row ("limit 1"), so that no plan reads the whole table for a page. */
const desk = (filter: InboxFilter, asked: Asked) => sql`
  left join lateral (select x.assignee_id, x.team_id, x.snoozed_until, x.snoozed_after from desk_conversations x
    where x.organization_id = v.organization_id and x.conversation_id = v.id limit 1) d on true
  ${filter.unread ? readsOf(asked) : sql``}`;

/**
 * The conversations that one part of a filter leaves, each found by an index. A page that is not at the beginning of the lists is made from one
 * that is small. Left to guess, PostgreSQL walks 50,000 conversations to find the twenty of one member (measured: 260 ms).
 */
function setsOf(filter: InboxFilter, asked: Asked): RawBuilder<{ id: string }>[] {
  const { organizationId: org, memberId, now } = asked;
  const { assignee, team, label, tag, contact } = filter;
  const ofDesk = (condition: Sql) =>
    sql<{ id: string }>`select x.conversation_id as id from desk_conversations x where x.organization_id = ${org} and ${condition}`;
  const ofContacts = (contacts: RawBuilder<unknown>) =>
    sql<{ id: string }>`select x.id from conversations x where x.organization_id = ${org} and x.contact_id in (${contacts})`;
  const member = assignee === 'me' ? memberId : assignee;
  return [
    assignee === undefined || assignee === 'none' ? null : ofDesk(sql<SqlBool>`x.assignee_id = ${member}::uuid`),
    team === undefined || team === 'none' ? null : ofDesk(sql<SqlBool>`x.team_id = ${team}::uuid`),
    filter.state === 'snoozed' ? ofDesk(sql<SqlBool>`x.snoozed_until > ${now}::timestamptz`) : null,
    label === undefined
      ? null
      : sql<{
          id: string;
        }>`select x.conversation_id as id from conversation_labels x where x.organization_id = ${org} and x.label_id = ${label}::uuid`,
    tag === undefined
      ? null
      : ofContacts(sql`select y.contact_id from contact_tags y where y.organization_id = ${org} and y.tag_id = ${tag}::uuid`),
    contact === undefined ? null : ofContacts(recordsOf(org, contact)),
    filter.failed
      ? sql<{
          id: string;
        }>`select distinct x.conversation_id as id from messages x where x.organization_id = ${org} and x.in_trouble`
      : null,
    filter.attention ? attentionSet(org) : null,
    filter.mentioned
      ? sql<{ id: string }>`select distinct x.conversation_id as id from note_mentions x
          where x.organization_id = ${org} and x.member_id = ${memberId}::uuid`
      : null,
    asked.only === null ? null : ofContacts(sql`select contacts_of_member(${asked.only}::uuid)`),
  ].filter((set) => set !== null);
}

/** As many are looked up by their keys in some 15 ms; sizes are counted to here. */
const smallMax = 5000;

/**
 * From where a filter is read: the smallest of its sets; null: its lists, because they are smaller still. `whenLarge`: what is taken when
 * all are large. One statement.
 */
async function startOf(db: Db, asked: Asked, filter: InboxFilter, whenLarge: 'set' | 'lists'): Promise<RawBuilder<{ id: string }> | null> {
  const sets = setsOf(filter, asked);
  if (sets.length === 0) return null;
  const everything = sql<SqlBool>`true`;
  const lists = sql`select v.id from (${sql.join(
    listsOf(filter).map((list) => sql`select v.id from ${listOf(list, asked, everything)}`),
    sql` union all `,
  )}) v`;
  const parts = [lists, ...sets];
  const sizes = parts.map((part, n) => sql`(select count(*)::int from (${part} limit ${smallMax + 1}) s) as ${sql.ref(`n${n}`)}`);
  const row = (await sql<Record<string, number>>`select ${sql.join(sizes)}`.execute(db)).rows[0] ?? {};
  const sizeOf = (part: RawBuilder<unknown>) => row[`n${parts.indexOf(part)}`] ?? 0;
  const [smallest] = sets.toSorted((one, other) => sizeOf(one) - sizeOf(other));
  if (!smallest || sizeOf(lists) < sizeOf(smallest)) return null;
  return sizeOf(smallest) <= smallMax || whenLarge === 'set' ? smallest : null;
}

/** The conversations `v` of a set that are in the lists of a filter. */
function fromSet(
  filter: InboxFilter,
  asked: Asked,
  { set, goesOn }: { set: RawBuilder<{ id: string }>; goesOn: Sql },
): RawBuilder<unknown> {
  const either = listsOf(filter).map(([state, handler]) => sql`(v.state = ${sql.lit(state)} and v.handler = ${sql.lit(handler)})`);
  return sql`(${set} offset 0) s cross join lateral (select v.* from conversations v
    where v.organization_id = ${asked.organizationId} and v.id = s.id and ${goesOn} and (${sql.join(either, sql` or `)}) limit 1) v`;
}

const listOf = ([state, handler]: [string, string], asked: Asked, goesOn: Sql) => sql`conversations v
  where v.organization_id = ${asked.organizationId} and v.state = ${sql.lit(state)} and v.handler = ${sql.lit(handler)} and ${goesOn}`;

export interface Place {
  readonly at: Date;
  readonly id: string;
  /** How grave, where that decides; 0 elsewhere. */
  readonly level: number;
}

export interface InboxPage {
  readonly filter: InboxFilter;
  readonly sort: InboxSort;
  readonly limit: number;
  readonly after: Place | null;
}

/** What is put in an order by something has it. */
export function meantBy({ filter, sort }: { readonly filter: InboxFilter; readonly sort?: InboxSort | undefined }): InboxFilter {
  if (sort === 'waiting') return { ...filter, waiting: true };
  return sort === 'risk' ? { ...filter, attention: true } : filter;
}

/** Which conversations a page shows, in order; one more than `limit`. */
export async function listPlaces(db: Db, asked: Asked, page: InboxPage): Promise<Place[]> {
  const filter = meantBy(page);
  if (listsOf(filter).length === 0) return [];
  const reading = readingOf(filter, asked, page);
  if (page.sort === 'risk') return readSet(db, reading, attentionSet(asked.organizationId));
  const found = await readWindow(db, reading);
  if (found !== null) return found;
  const set = await startOf(db, asked, filter, 'lists');
  return set === null ? readLists(db, reading) : readSet(db, reading, set);
}

interface Reading {
  readonly filter: InboxFilter;
  readonly asked: Asked;
  readonly limit: number;
  readonly at: RawBuilder<unknown>;
  readonly level: RawBuilder<unknown>;
  readonly goesOn: Sql;
  readonly conditions: RawBuilder<unknown>;
  /** Order and end of a page of `v`. */
  readonly end: (most: number) => RawBuilder<unknown>;
}

function readingOf(filter: InboxFilter, asked: Asked, { sort, limit, after }: InboxPage): Reading {
  const conditions = sql.join(conditionsOf(filter, asked), sql` and `);
  if (sort === 'risk') return { filter, asked, limit, conditions, ...gravest(after) };
  const waiting = sort === 'waiting';
  const at = waiting ? sql`v.waiting_since` : sql`v.last_message_at`;
  const isWaiting = waiting ? sql<SqlBool>`v.waiting_since is not null` : sql<SqlBool>`true`;
  const goesOn =
    after === null
      ? isWaiting
      : sql<SqlBool>`${isWaiting} and (${at}, v.id) ${waiting ? sql`>` : sql`<`} (${after.at}::timestamptz, ${after.id}::uuid)`;
  const direction = waiting ? sql`asc` : sql`desc`;
  return {
    filter,
    asked,
    limit,
    at,
    level: sql`0`,
    goesOn,
    conditions,
    end: (most) => sql`order by ${at} ${direction}, v.id ${direction} limit ${most}`,
  };
}

/** The gravest first, and of those the last active; for a set `s` that says how grave each is. */
function gravest(after: Place | null): Pick<Reading, 'at' | 'level' | 'goesOn' | 'end'> {
  const at = sql`v.last_message_at`;
  const goesOn = after && sql<SqlBool>`(s.level, ${at}, v.id) < (${after.level}::int, ${after.at}::timestamptz, ${after.id}::uuid)`;
  return {
    at,
    level: sql`s.level`,
    goesOn: goesOn ?? sql<SqlBool>`true`,
    end: (most) => sql`order by s.level desc, ${at} desc, v.id desc limit ${most}`,
  };
}

async function readSet(
  db: Db,
  { filter, asked, limit, at, level, goesOn, conditions, end }: Reading,
  set: RawBuilder<{ id: string }>,
): Promise<Place[]> {
  const found =
    await sql<Place>`select ${at} as at, ${level} as level, v.id from ${fromSet(filter, asked, { set, goesOn })} ${desk(filter, asked)}
    where ${conditions} ${end(limit + 1)}`.execute(db);
  return found.rows;
}

/** Looks at the beginning of all the lists together, where most pages are found; null: the page may go on below it. */
async function readWindow(db: Db, { filter, asked, limit, at, goesOn, conditions, end }: Reading): Promise<Place[] | null> {
  const most = 500 + 4 * limit;
  const lists = listsOf(filter).map(
    (list) => sql`(select v.organization_id, v.id, v.contact_id, v.channel_id, v.state, v.last_message_at, v.waiting_since
      from ${listOf(list, asked, goesOn)} ${end(most)})`,
  );
  const window = sql`(select v.* from (${sql.join(lists, sql` union all `)}) v ${end(most)})`;
  const found =
    await sql<Place>`select ${at} as at, 0 as level, v.id from ${window} v ${desk(filter, asked)} where ${conditions} ${end(limit + 1)}`.execute(
      db,
    );
  return found.rows.length > limit ? found.rows : null;
}

/** Walks each list until a page is found in it. */
async function readLists(db: Db, { filter, asked, limit, at, goesOn, conditions, end }: Reading): Promise<Place[]> {
  const lists = listsOf(filter).map(
    (list) => sql`(select ${at} as at, v.last_message_at, v.waiting_since, v.id from (select v.* from ${listOf(list, asked, goesOn)}) v
      ${desk(filter, asked)} where ${conditions} ${end(limit + 1)})`,
  );
  const found = await sql<Place>`select v.at, 0 as level, v.id from (${sql.join(lists, sql` union all `)}) v ${end(limit + 1)}`.execute(db);
  return found.rows;
}

/**
 * How many conversations a filter means, counted to `most`. In a transaction, for which nothing is compiled: for this statement, which looks
 * dearer than it is, PostgreSQL would compile longer than it counts.
 */
export async function countMatching(db: Db, asked: Asked, filter: InboxFilter, most: number): Promise<number> {
  if (listsOf(filter).length === 0) return 0;
  await sql`select set_config('jit', 'off', true)`.execute(db);
  const set = await startOf(db, asked, filter, 'set');
  const all = sql<SqlBool>`true`;
  const rest = sql`${desk(filter, asked)} where ${sql.join(conditionsOf(filter, asked), sql` and `)} limit ${most}`;
  const parts =
    set === null
      ? listsOf(filter).map((list) => sql`(select from (select v.* from ${listOf(list, asked, all)}) v ${rest})`)
      : [sql`(select from ${fromSet(filter, asked, { set, goesOn: all })} ${rest})`];
  const found = await sql<{
    count: number;
  }>`select count(*)::int as count from (select from (${sql.join(parts, sql` union all `)}) p limit ${most}) c`.execute(db);
  return found.rows[0]?.count ?? 0;
}
