import type { FlowTrigger } from '#contract/flows.ts';

export type Schedule = Extract<FlowTrigger, { kind: 'schedule' }>;
export type Rhythm = 'daily' | 'weekly' | 'monthly';

/** How a schedule comes back, as people choose it. */
export function rhythmOf({ weekdays, days }: Pick<Schedule, 'weekdays' | 'days'>): Rhythm {
  return days ? 'monthly' : weekdays ? 'weekly' : 'daily';
}

/** Another rhythm, on its first day until somebody says otherwise. */
export function withRhythm({ weekdays: _w, days: _d, ...rest }: Schedule, rhythm: Rhythm): Schedule {
  if (rhythm === 'weekly') return { ...rest, weekdays: [1] };
  return rhythm === 'monthly' ? { ...rest, days: [1] } : rest;
}

/** A day more or less, in order; the last one stays. */
export function toggled(days: readonly number[], day: number): number[] {
  const rest = days.filter((one) => one !== day);
  if (rest.length === days.length) return [...days, day].sort((one, other) => one - other);
  return rest.length === 0 ? [...days] : rest;
}

/** Days of the month as they were written: "1, 15"; null: there is none among it. */
export function readDays(text: string): number[] | null {
  const days = [
    ...new Set(
      text
        .split(/[^0-9]+/)
        .filter((part) => part !== '')
        .map(Number),
    ),
  ].filter((day) => day >= 1 && day <= 31);
  return days.length === 0 ? null : days.sort((one, other) => one - other);
}

/** What else stands where: "tag.added" is a key of its own in the words of the app. */
export const eventKey = (name: string) => name.replaceAll('.', '_');
