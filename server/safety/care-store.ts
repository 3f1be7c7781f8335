import type { Database } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';
import { isOpen } from './open-incidents.ts';

const readPlace = prepared<{ country: string | null; time_zone: string; replies: boolean | null; minimum_age: number | null }>(`
  select o.country, o.time_zone, s.replies, s.minimum_age from organizations o
  left join safety_settings s on s.organization_id = o.id where o.id = $1`);

// Ids of a moment and later are found without reading what came before.
const readPerson = prepared<{ created_at: Date }>(`
  select m.created_at from messages m
  where m.organization_id = $1 and m.conversation_id = $2 and m.id >= first_id_at($3) and m.direction = 'out' and m.author in ('member', 'phone_app')
  order by m.id desc limit 1`);

const readIncident = prepared<{ delivered_at: Date | null }>(`
  select n.delivered_at from incidents n
  where n.organization_id = $1 and n.contact_id = $2 and n.${isOpen} limit 1`);

const readAddresses = prepared<{ address: string }>(`
  select i.address from identities i where i.organization_id = $1 and i.contact_id = $2 order by i.created_at, i.address`);

export interface LineRow {
  readonly country: string | null;
  readonly name: string;
  readonly number: string;
  readonly hours: string | null;
  readonly audience: string;
  readonly kind: string;
}
const readLines = prepared<LineRow>(`
  select l.country, l.name, l.number, l.hours, l.audience, l.kind from safety_lines l
  where l.organization_id = $1 and l.expires_at > $2 order by l.kind = 'voice' desc, l.id`);

/** Everything in one round trip. */
export async function readCareRows(
  database: Database,
  organizationId: string,
  { contactId, conversationId, now, since }: { contactId: string; conversationId: string; now: Date; since: Date },
) {
  const { place, person, incident, addresses, lines } = await database.script('care', organizationId, {
    place: readPlace(organizationId),
    person: readPerson(organizationId, conversationId, since),
    incident: readIncident(organizationId, contactId),
    addresses: readAddresses(organizationId, contactId),
    lines: readLines(organizationId, now),
  });
  return { place: place.rows[0], person: person.rows[0], incident: incident.rows[0], addresses: addresses.rows, lines: lines.rows };
}
