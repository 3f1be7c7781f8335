import type { Prepared } from './prepare.ts';

/** When somebody is reminded of people: a companion that is written to long, often and at night may stand where people should. */

/** So many messages of one day are long. */
const longMessages = 40;
/** So many of the last fourteen days, with so many messages each, are often. */
const oftenDays = 10;
const oftenMessages = 5;
/** Nights of the last fourteen in which something was written. */
const nights = 4;
/** Not again for so long: said each time it would be nagging. */
const againDays = 7;

export type Nudge = 'long' | 'often' | 'night';

/** Between midnight and five. */
export const isNight = (hour: number) => hour < 5;

/** Counted by day. Never while the gate watches. */
export function nudgeFor({
  nudges,
  watch,
  days,
  local,
  person,
}: Pick<Prepared, 'nudges' | 'watch' | 'days' | 'local' | 'person'>): Nudge | null {
  if (!nudges || watch || (person?.nudgedOn && daysBetween(person.nudgedOn, local.day) < againDays)) return null;
  const today = days.find(({ day }) => day === local.day);
  if (isNight(local.hour) && days.filter(({ night }) => night > 0).length >= nights) return 'night';
  if ((today?.messages ?? 0) >= longMessages) return 'long';
  return days.filter(({ messages }) => messages >= oftenMessages).length >= oftenDays ? 'often' : null;
}

function daysBetween(one: string, other: string): number {
  return (Date.parse(other) - Date.parse(one)) / 86_400_000;
}
