import { parsePhone } from './address.ts';

/** The zone of a country that has only one: "KE" → "Africa/Nairobi"; null for the others. */
export function onlyZoneOf(country: string): string | null {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[]; timeZones?: string[] };
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  return zones.length === 1 ? (zones[0] ?? null) : null;
}

/** Told, else the country's of their first phone number when it has only one, else the organization's. */
export async function timeZoneOf(told: string | null, addresses: readonly string[], organization: string) {
  if (told !== null) return { name: told, from: 'told' as const };
  for (const address of addresses.filter((one) => one.startsWith('phone:'))) {
    const country = (await parsePhone(`+${address.slice('phone:'.length)}`, null))?.country;
    const zone = country ? onlyZoneOf(country) : null;
    if (zone !== null) return { name: zone, from: 'country' as const };
  }
  return { name: organization, from: 'organization' as const };
}
