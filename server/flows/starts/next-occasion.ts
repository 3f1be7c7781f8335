import type { FlowSchedule } from '#contract/flows.ts';
import { instantOf, wallClock } from '../engine/index.ts';

const dayMs = 86_400_000;
/** Two months: longer than any day of the month is away. */
const daysMax = 62;

/**
 * The next time a schedule falls on, after `now`, by the clock on the wall of the zone: at nine it is nine in summer and winter. A time that
 * the clock skips is as much later as the clock was put forward; one that comes twice counts once.
 */
export function nextOccasion(schedule: FlowSchedule, now: Date, zone: string): Date {
  const [hour = 0, minute = 0] = schedule.time.split(':').map(Number);
  const today = wallClock(now, zone);
  const midnight = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate());
  for (let day = 0; day <= daysMax; day += 1) {
    const wall = new Date(midnight + day * dayMs + (hour * 60 + minute) * 60_000);
    if (!fallsOn(schedule, wall)) continue;
    const at = instantOf(wall, zone);
    if (at > now) return at;
  }
  throw new Error('A schedule falls on no day.');
}

function fallsOn({ weekdays, days }: FlowSchedule, wall: Date): boolean {
  if (weekdays && !weekdays.includes(wall.getUTCDay() || 7)) return false;
  if (!days) return true;
  const last = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
  return days.some((day) => Math.min(day, last) === wall.getUTCDate());
}
