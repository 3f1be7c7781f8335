import type { Database, Db, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';
import { isOpen } from '#safety/index.ts';

const organizations = prepared<{ organization_id: string }>('select organization_id from companion_organizations()');

export async function listOrganizations(database: Database): Promise<string[]> {
  const { found } = await database.script('companion organizations', null, { found: organizations() });
  return found.rows.map((row) => row.organization_id);
}

const due = prepared<{ id: string; unset: boolean }>(`
  select id, summary_due_at is null as unset from companion_people
  where organization_id = $1 and state = 'ready' and (summary_due_at is null or summary_due_at <= $2) order by summary_due_at nulls first, id limit $3`);

export async function findDue(database: Database, organizationId: string, now: Date, most: number) {
  const { found } = await database.script('due summaries', organizationId, { found: due(organizationId, now, most) });
  return found.rows;
}

/** In the order of ids: for those who ask for all. */
export async function listReady(
  db: Db,
  organizationId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  let query = db.selectFrom('companion_people').select('id').where('organization_id', '=', organizationId).where('state', '=', 'ready');
  if (after !== null) query = query.where('id', '>', after);
  return (await query.orderBy('id').limit(limit).execute()).map(({ id }) => id);
}

export async function setDue(db: Db, organizationId: string, id: string, at: Date): Promise<void> {
  await db
    .updateTable('companion_people')
    .set({ summary_due_at: at })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

export interface TalkRow {
  readonly conversation_id: string;
  readonly routing: unknown;
  readonly handler: string;
  readonly opted_out_at: Date | null;
  readonly language: string | null;
  readonly organization_name: string;
  readonly organization_language: string;
}

const talk = prepared<TalkRow>(`
  select v.id as conversation_id, v.routing, v.handler, v.opted_out_at, c.language, o.name as organization_name, o.language as organization_language
  from conversations v
  join channels ch on ch.organization_id = v.organization_id and ch.id = v.channel_id
  join contacts c on c.organization_id = v.organization_id and c.id = v.contact_id
  join organizations o on o.id = v.organization_id
  where v.organization_id = $1 and v.contact_id = $2 and ch.assistant->>'kind' = 'companion' and c.merged_into is null
  order by v.last_message_at desc limit 1`);

const days = prepared<{ day: string; messages: number }>(`
  select day, messages from companion_days where organization_id = $1 and contact_id = $2 and day between $3 and $4 order by day`);

const incidents = prepared<{ open: number; raised: number }>(`
  select count(*) filter (where n.${isOpen})::int as open, count(*) filter (where n.raised_at >= $3)::int as raised
  from incidents n where n.organization_id = $1 and n.contact_id = $2`);

// Of the last look backs that went out, how many nobody answered: nothing was written since.
const unanswered = prepared<{ count: number }>(`
  select count(*)::int as count from companion_summaries s
  where s.organization_id = $1 and s.contact_id = $2 and s.audience = 'person' and s.state = 'sent'
    and s.created_at > coalesce((select max(d.last_at) from companion_days d where d.organization_id = $1 and d.contact_id = $2), '-infinity')`);

export async function readTalk(
  database: Database,
  organizationId: string,
  { contactId, from, to, since }: { contactId: string; from: string; to: string; since: Date },
) {
  const found = await database.script('summary facts', organizationId, {
    talk: talk(organizationId, contactId),
    days: days(organizationId, contactId, from, to),
    incidents: incidents(organizationId, contactId, since),
    unanswered: unanswered(organizationId, contactId),
  });
  return {
    talk: found.talk.rows[0],
    days: found.days.rows,
    incidents: found.incidents.rows[0] ?? { open: 0, raised: 0 },
    unanswered: found.unanswered.rows[0]?.count ?? 0,
  };
}

export type SummaryRow = RowOf<'companion_summaries', 'id' | 'contact_id' | 'period' | 'sealed_text' | 'created_at'>;

/** Takes the period for this program; false: it was taken before, by whoever. Nothing is said twice, whatever fails after this. */
export async function claimPeriod(
  db: Db,
  row: { organization_id: string; id: string; contact_id: string; audience: 'person' | 'clinician'; period: string; now: Date },
): Promise<boolean> {
  const { now, ...rest } = row;
  const answer = await db
    .insertInto('companion_summaries')
    .values({ ...rest, state: 'skipped', reason: 'interrupted', created_at: now })
    .onConflict((conflict) => conflict.columns(['organization_id', 'contact_id', 'audience', 'period']).doNothing())
    .executeTakeFirst();
  return Number(answer.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function settlePeriod(
  db: Db,
  organizationId: string,
  id: string,
  patch: { state: 'sent' | 'made' | 'skipped'; reason: string | null; message_id?: string; sealed_text?: string },
): Promise<void> {
  await db.updateTable('companion_summaries').set(patch).where('organization_id', '=', organizationId).where('id', '=', id).execute();
}

/** Of clinicians, the newest first; one more than `limit`. */
export async function listSummaryRows(
  db: Db,
  organizationId: string,
  { contactId, limit, from }: { contactId: string; limit: number; from: string | null },
): Promise<SummaryRow[]> {
  let query = db
    .selectFrom('companion_summaries')
    .select(['id', 'contact_id', 'period', 'sealed_text', 'created_at'])
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', contactId)
    .where('audience', '=', 'clinician')
    .where('state', '=', 'made');
  if (from !== null) query = query.where('id', '<', from);
  return query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}
