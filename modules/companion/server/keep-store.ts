import type { Keeper } from '#core/keeper.ts';

/** What a turn writes of a person, committed with what it says. */

/** Columns of a person that the flows fill. */
export const told = [
  'state',
  'age_group',
  'country',
  'preferred',
  'summary_every',
  'sealed_name',
  'sealed_brings',
  'sealed_trusted',
  'sealed_pin',
] as const;

/** What was not said stays as it is. */
export const keepsPerson: Keeper = {
  name: 'companion.people',
  columns: `${told.map((column) => `${column} text`).join(', ')}, nudged_on text`,
  one: true,
  sql: (from) => `
    insert into companion_people as p (organization_id, id, contact_id, ${told.join(', ')}, nudged_on, created_at, changed_at)
    select $1, d.contact_id, d.contact_id, ${told.map((column) => `r.${column}`).join(', ')}, r.nudged_on, $3, $3 from ${from}
    on conflict (organization_id, id) do update set changed_at = excluded.changed_at,
      nudged_on = coalesce(excluded.nudged_on, p.nudged_on),
      summary_due_at = case when coalesce(excluded.summary_every, excluded.preferred, excluded.state) is null then p.summary_due_at end,
      ${told.map((column) => `${column} = coalesce(excluded.${column}, p.${column})`).join(', ')}`,
};

export const keepsConsent: Keeper = {
  name: 'companion.consents',
  columns: 'id uuid, kind text, given boolean, version text, language text, message_id uuid',
  sql: (from) => `
    insert into companion_consents (organization_id, id, contact_id, kind, given, version, language, message_id, created_at)
    select $1, r.id, d.contact_id, r.kind, r.given, r.version, r.language, r.message_id, $3 from ${from}`,
};

export const keepsDay: Keeper = {
  name: 'companion.days',
  columns: 'day text, messages int, night int',
  one: true,
  sql: (from) => `
    insert into companion_days as p (organization_id, contact_id, day, messages, night, created_at, last_at)
    select $1, d.contact_id, r.day, r.messages, r.night, $3, $3 from ${from}
    on conflict (organization_id, contact_id, day) do update set messages = p.messages + excluded.messages, night = p.night + excluded.night,
      last_at = excluded.last_at`,
};
