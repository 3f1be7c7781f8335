import { timeZoneOf } from '#core/contacts/time-zone.ts';
import type { OrganizationKey } from '#platform/secrets.ts';
import { careDefaults } from '#safety/index.ts';
import { type ConsentKind, consentKinds } from '../contract.ts';
import type { ConsentRow, Known, PersonRow, PlaceRow } from './store.ts';

/** A person as the companion knows them. */
export interface Person {
  readonly calledName: string | null;
  readonly ageGroup: 'adult' | 'minor' | 'unknown';
  readonly country: string | null;
  readonly preferredTimes: string | null;
  readonly summaryEvery: 'daily' | 'weekly' | null;
  readonly brings: string | null;
  readonly trusted: string | null;
  readonly pin: string | null;
  readonly state: 'ready' | 'minor' | null;
  readonly nudgedOn: string | null;
}

export interface Consent {
  readonly given: boolean;
  /** Of the text they were shown. */
  readonly version: string;
  readonly at: Date;
}
export type Consents = { readonly [Kind in ConsentKind]: Consent | null };

export const sealedColumns = ['sealed_name', 'sealed_brings', 'sealed_trusted', 'sealed_pin'] as const;
export type SealedColumn = (typeof sealedColumns)[number];

export const personPlace = (contactId: string, column: SealedColumn) => ({ table: 'companion_people', column, row: contactId });

export function toPerson(key: OrganizationKey, row: PersonRow): Person {
  const opened = (column: SealedColumn) => {
    const sealed = row[column];
    return sealed === null ? null : key.open(personPlace(row.id, column), sealed) || null;
  };
  return {
    calledName: opened('sealed_name'),
    brings: opened('sealed_brings'),
    trusted: opened('sealed_trusted'),
    pin: opened('sealed_pin'),
    ageGroup: (row.age_group as Person['ageGroup'] | null) ?? 'unknown',
    country: row.country || null,
    preferredTimes: row.preferred || null,
    summaryEvery: (row.summary_every as 'daily' | 'weekly' | '') || null,
    state: row.state as Person['state'],
    nudgedOn: row.nudged_on,
  };
}

export function toConsents(rows: readonly ConsentRow[]): Consents {
  const of = (kind: ConsentKind) => {
    const row = rows.find((one) => one.kind === kind);
    return row ? { given: row.given, version: row.version, at: row.created_at } : null;
  };
  return Object.fromEntries(consentKinds.map((kind) => [kind, of(kind)])) as unknown as Consents;
}

export function allows(consents: Consents, kind: ConsentKind): boolean {
  return consents[kind]?.given === true;
}

export function minimumAgeOf({ place }: Pick<Known, 'place'>): number {
  return place[0]?.minimum_age ?? careDefaults.minimumAge;
}

/** Where they live, as far as anybody knows. */
export async function zoneOf(place: readonly PlaceRow[]): Promise<string> {
  const addresses = place.flatMap(({ address }) => address ?? []);
  return (await timeZoneOf(place[0]?.told ?? null, addresses, place[0]?.own ?? 'UTC')).name;
}

/** The day and the hour there. */
export function localTime(at: Date, zone: string): { day: string; hour: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) };
}
