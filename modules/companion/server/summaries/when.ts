import { localTime } from '../person.ts';

/** When a look back is due, and about which days: pure, in the days and hours of where the person lives. */

export interface Rhythm {
  /** Null: only their clinician gets one, every week. */
  readonly every: 'daily' | 'weekly' | null;
  readonly preferredTimes: string | null;
  readonly zone: string;
}

const hours: Readonly<Record<string, number>> = { morning: 9, afternoon: 14, evening: 19 };
const usual = 9;
/** Later in the evening nothing comes by itself; what is late waits until the next day. */
const lastHour = 21;

export const hourOf = ({ preferredTimes }: Pick<Rhythm, 'preferredTimes'>) => hours[preferredTimes ?? ''] ?? usual;

/** Whether it may be said now. */
export function isDayTime(rhythm: Rhythm, now: Date): boolean {
  const { hour } = localTime(now, rhythm.zone);
  return hour >= hourOf(rhythm) && hour < lastHour;
}

/** The next moment it is due: tomorrow at their hour, or next Monday at it. */
export function nextDue(rhythm: Rhythm, now: Date): Date {
  const { zone } = rhythm;
  const { day } = localTime(now, zone);
  const hour = hourOf(rhythm);
  for (let ahead = 0; ; ahead += 1) {
    const date = shifted(day, ahead);
    if (rhythm.every !== 'daily' && weekdayOf(date) !== 1) continue;
    const at = instantOf(date, hour, zone);
    if (at > now) return at;
  }
}

export interface Period {
  /** Its name, the same whenever it is asked for: once for each. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Yesterday. */
export function lastDay(now: Date, zone: string): Period {
  const day = shifted(localTime(now, zone).day, -1);
  return { name: day, from: day, to: day };
}

/** The week that ended last Sunday. */
export function lastWeek(now: Date, zone: string): Period {
  const { day } = localTime(now, zone);
  const to = shifted(day, -weekdayOf(day));
  return { name: `week ${to}`, from: shifted(to, -6), to };
}

/** 1 is Monday. */
function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** Calendar arithmetic, which knows no clocks. */
export function shifted(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** The moment at which it is so late there; where the clock is changed in between, still that hour. */
export function instantOf(date: string, hour: number, zone: string): Date {
  const wanted = Date.parse(`${date}T${String(hour).padStart(2, '0')}:00:00Z`);
  let at = wanted;
  for (let step = 0; step < 2; step += 1) at = wanted - offsetAt(new Date(at), zone);
  return new Date(at);
}

function offsetAt(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const [, sign, h, m] = /GMT([+-])(\d{2}):(\d{2})/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(h) * 60 + Number(m)) * 60_000;
}
