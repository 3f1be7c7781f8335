import { readDefaults } from '#core/contacts/defaults.ts';
import { timeZoneOf } from '#core/contacts/time-zone.ts';
import { later } from '#platform/clock.ts';
import type { Scope } from '#platform/scope.ts';
import type { MoodEntry, MoodLabel, MoodTopic } from '../contract.ts';
import { moodsOf } from './list-moods.ts';
import { zoneOfContact } from './store.ts';

/** Seven days of somebody's diary. What they said and what was read stand apart, and days without either are gaps. */
export interface Week {
  readonly zone: string;
  readonly days: readonly WeekDay[];
  /** Of the numbers they gave; null: none. */
  readonly said: { readonly days: number; readonly median: number; readonly low: number; readonly high: number } | null;
  /** Against the seven days before, where both have three numbers. */
  readonly direction: 'up' | 'down' | 'level' | null;
  /** The feeling that was read most often; null: none was read. */
  readonly heard: MoodLabel | null;
  readonly about: readonly MoodTopic[];
}

export interface WeekDay {
  /** In their own zone: "2026-11-20". */
  readonly date: string;
  readonly score: number | null;
  readonly valence: number | null;
}

/** More messages than these in a fortnight count no more. */
const most = 1000;
/** So far apart two weeks are no longer the same. */
const noticeable = 1;
const enough = 3;

/** The seven days that end with `at`, in the contact's own zone. */
export async function weekOf(scope: Scope, contactId: string, at: Date): Promise<Week> {
  const [defaults, told] = [
    await readDefaults(scope.db, scope.organization.id),
    await zoneOfContact(scope.db, scope.organization.id, contactId),
  ];
  const zone = (await timeZoneOf(told.time_zone, told.addresses, defaults.time_zone)).name;
  const entries = await moodsOf(scope, contactId, { since: later(at, -16 * 86_400), until: later(at, 1), limit: most });
  return toWeek(entries, zone, at);
}

/** Pure. Days are dates of the zone, so that one of 23 or 25 hours is a day as every other. */
export function toWeek(entries: readonly MoodEntry[], zone: string, at: Date): Week {
  const dateOf = (moment: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(moment);
  const today = dateOf(at);
  const dates = Array.from({ length: 14 }, (_, ago) => shifted(today, ago - 13));
  const [before, week] = [new Set(dates.slice(0, 7)), dates.slice(7)];
  const byDate = Map.groupBy(entries, (entry) => dateOf(new Date(entry.at)));
  const days = week.map((date): WeekDay => {
    const own = byDate.get(date) ?? [];
    const valences = own.flatMap(({ source, valence }) => (source === 'inferred' && valence !== null ? [valence] : []));
    return {
      date,
      score: median(scoresOf(own)),
      valence: valences.length === 0 ? null : valences.reduce((sum, one) => sum + one, 0) / valences.length,
    };
  });
  const ours = entries.filter((entry) => week.includes(dateOf(new Date(entry.at))));
  const scores = scoresOf(ours);
  const earlier = scoresOf(entries.filter((entry) => before.has(dateOf(new Date(entry.at)))));
  return {
    zone,
    days,
    said:
      scores.length === 0
        ? null
        : {
            days: days.filter(({ score }) => score !== null).length,
            median: median(scores) as number,
            low: Math.min(...scores),
            high: Math.max(...scores),
          },
    direction:
      scores.length < enough || earlier.length < enough ? null : directionOf((median(scores) as number) - (median(earlier) as number)),
    heard: mostOf(ours.flatMap(({ source, label }) => (source === 'inferred' && label !== null ? [label] : []))).at(0) ?? null,
    about: mostOf(ours.flatMap(({ about }) => about)).slice(0, 3),
  };
}

const scoresOf = (entries: readonly MoodEntry[]) => entries.flatMap(({ score }) => (score === null ? [] : [score]));

function directionOf(difference: number): 'up' | 'down' | 'level' {
  if (Math.abs(difference) < noticeable) return 'level';
  return difference > 0 ? 'up' : 'down';
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** The most frequent first. */
function mostOf<Value>(values: readonly Value[]): Value[] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([value]) => value);
}

/** Calendar arithmetic, which knows no clocks. */
function shifted(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}
