import type { Database, Db, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';
import { told } from './keep-store.ts';

export type SettingsRow = RowOf<'companion_settings', 'confirmed_at' | 'confirmed_by' | 'responsible_id' | 'reviewed' | 'nudges'>;
export type PersonRow = RowOf<
  'companion_people',
  | 'id'
  | 'state'
  | 'age_group'
  | 'country'
  | 'preferred'
  | 'summary_every'
  | 'sealed_name'
  | 'sealed_brings'
  | 'sealed_trusted'
  | 'sealed_pin'
  | 'nudged_on'
>;
export type ConsentRow = RowOf<'companion_consents', 'kind' | 'given' | 'version' | 'created_at'>;
export interface DayRow {
  readonly day: string;
  readonly messages: number;
  readonly night: number;
}
export interface PlaceRow {
  readonly own: string;
  readonly told: string | null;
  readonly address: string | null;
  readonly minimum_age: number | null;
  readonly language: string | null;
}

const settings = prepared<SettingsRow>(`
  select confirmed_at, confirmed_by, responsible_id, reviewed, nudges from companion_settings where organization_id = $1`);

/** Of a person and the records that were joined with them: a consent taken back, or an age, counts wherever it was said. */
const records = '(select $2::uuid union all select c.id from contacts c where c.organization_id = $1 and c.merged_into = $2)';

const person = prepared<PersonRow>(`
  select id, state, age_group, country, preferred, summary_every, sealed_name, sealed_brings, sealed_trusted, sealed_pin, nudged_on
  from companion_people where organization_id = $1 and id in ${records} order by id <> $2`);

const consents = prepared<ConsentRow>(`
  select distinct on (kind) kind, given, version, created_at from companion_consents where organization_id = $1 and contact_id in ${records}
  order by kind, created_at desc, id desc`);

const days = prepared<DayRow>(`
  select day, messages, night from companion_days where organization_id = $1 and contact_id = $2 and day > $3 order by day`);

const place = prepared<PlaceRow>(`
  select o.time_zone as own, c.time_zone as told, c.language, i.address, s.minimum_age from organizations o
  left join contacts c on c.organization_id = o.id and c.id = $2
  left join identities i on i.organization_id = o.id and i.contact_id = c.id
  left join safety_settings s on s.organization_id = o.id
  where o.id = $1 order by i.created_at`);

export interface Known {
  readonly settings: SettingsRow | undefined;
  readonly person: PersonRow | undefined;
  readonly consents: readonly ConsentRow[];
  readonly days: readonly DayRow[];
  readonly place: readonly PlaceRow[];
}

/** Everything about one person, in one round trip. */
export async function readKnown(database: Database, organizationId: string, contactId: string, since: string): Promise<Known> {
  const found = await database.script('companion person', organizationId, {
    settings: settings(organizationId),
    person: person(organizationId, contactId),
    consents: consents(organizationId, contactId),
    days: days(organizationId, contactId, since),
    place: place(organizationId, contactId),
  });
  return {
    settings: found.settings.rows[0],
    person: joined(found.person.rows),
    consents: found.consents.rows,
    days: found.days.rows,
    place: found.place.rows,
  };
}

/** Their own record; who is too young on one of them is too young. */
function joined(rows: readonly PersonRow[]): PersonRow | undefined {
  const [own] = rows;
  const young = rows.find(({ state }) => state === 'minor');
  return own && young ? { ...own, state: young.state, age_group: young.age_group } : own;
}

export async function findConsents(db: Db, organizationId: string, contactId: string): Promise<ConsentRow[]> {
  return db
    .selectFrom('companion_consents')
    .distinctOn('kind')
    .select(['kind', 'given', 'version', 'created_at'])
    .where('organization_id', '=', organizationId)
    .where((where) =>
      where.or([
        where('contact_id', '=', contactId),
        where(
          'contact_id',
          'in',
          where.selectFrom('contacts').select('id').where('organization_id', '=', organizationId).where('merged_into', '=', contactId),
        ),
      ]),
    )
    .orderBy('kind')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export async function findPerson(db: Db, organizationId: string, contactId: string): Promise<PersonRow | undefined> {
  return db
    .selectFrom('companion_people')
    .select(['id', ...told, 'nudged_on'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', contactId)
    .executeTakeFirst();
}

export async function findPlace(db: Db, organizationId: string, contactId: string): Promise<PlaceRow[]> {
  return db
    .selectFrom('organizations as o')
    .leftJoin('contacts as c', (join) => join.onRef('c.organization_id', '=', 'o.id').on('c.id', '=', contactId))
    .leftJoin('identities as i', (join) => join.onRef('i.organization_id', '=', 'o.id').onRef('i.contact_id', '=', 'c.id'))
    .leftJoin('safety_settings as s', (join) => join.onRef('s.organization_id', '=', 'o.id'))
    .select(['o.time_zone as own', 'c.time_zone as told', 'c.language', 'i.address', 's.minimum_age'])
    .where('o.id', '=', organizationId)
    .orderBy('i.created_at')
    .execute();
}

export async function findSettings(db: Db, organizationId: string): Promise<SettingsRow | undefined> {
  return db
    .selectFrom('companion_settings')
    .select(['confirmed_at', 'confirmed_by', 'responsible_id', 'reviewed', 'nudges'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
}

export async function putSettings(db: Db, organizationId: string, row: SettingsRow & { changed_at: Date }): Promise<void> {
  const values = { ...row, reviewed: [...row.reviewed] };
  await db
    .insertInto('companion_settings')
    .values({ organization_id: organizationId, ...values })
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
    .execute();
}

export async function findRole(db: Db, memberId: string): Promise<string | null> {
  const row = await db.selectFrom('members').select('role').where('id', '=', memberId).where('disabled_at', 'is', null).executeTakeFirst();
  return row?.role ?? null;
}

/** Whether the contact is given to this member now. */
export async function isAssigned(db: Db, organizationId: string, { contactId, memberId }: { contactId: string; memberId: string }) {
  const row = await db
    .selectFrom('contact_assignments')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', contactId)
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

const withdrawn = prepared<{ organization_id: string; consent_id: string; contact_id: string; kind: string }>(
  'select organization_id, consent_id, contact_id, kind from companion_withdrawn($1)',
);

/** What was taken back and is not forgotten yet, of every organization. */
export async function findWithdrawn(database: Database, most: number) {
  const { found } = await database.script('find withdrawn consents', null, { found: withdrawn(most) });
  return found.rows;
}

export async function markObeyed(db: Db, organizationId: string, consentId: string, now: Date): Promise<void> {
  await db
    .updateTable('companion_consents')
    .set({ obeyed_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', consentId)
    .execute();
}
