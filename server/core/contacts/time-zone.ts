import { parsePhone } from './address.ts';

/** The zone of a country that has only one: "KE" → "Africa/Nairobi"; null for the others. */
export function onlyZoneOf(country: string): string | null {
  const zones = zonesIn(country);
  return zones.length === 1 ? (zones[0] ?? null) : null;
}

function zonesIn(country: string): readonly string[] {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[]; timeZones?: string[] };
  // Of countries that are no more ("SU") the locale has another region, whose zones these are.
  if (locale.region !== country) return [];
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

let countries: ReadonlyMap<string, readonly string[]> | null = null;

/** The country that alone has this zone, under whichever of its names: "Africa/Nairobi" → "KE"; null where none or several have it: "UTC". */
export function onlyCountryOf(zone: string): string | null {
  countries ??= countriesByZone();
  const found = countries.get(canonical(zone)) ?? [];
  return found.length === 1 ? (found[0] ?? null) : null;
}

function countriesByZone(): ReadonlyMap<string, readonly string[]> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const byZone = new Map<string, string[]>();
  for (const country of letters.flatMap((one) => letters.map((other) => one + other)))
    for (const zone of zonesIn(country)) byZone.set(canonical(zone), [...(byZone.get(canonical(zone)) ?? []), country]);
  return byZone;
}

/** "Asia/Kolkata" and "Asia/Calcutta" are one. A zone that this machine does not know stays as it is. */
function canonical(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return zone;
  }
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
