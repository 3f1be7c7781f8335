/**
 * When a time of quiet ends, if `now` is in it; null: it is not. Times are the organization's own; a night that the clock is put
 * forward or back in ends up to an hour off, which is better than not at all.
 */
export function quietEnd(now: Date, quiet: { readonly from: string; readonly to: string } | null, timeZone: string): Date | null {
  if (quiet === null || quiet.from === quiet.to) return null;
  const local = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now);
  const minute = minutesOf(local);
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const inside = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!inside) return null;
  const left = (to - minute + dayMinutes) % dayMinutes;
  return new Date(now.getTime() + left * 60_000);
}

const dayMinutes = 24 * 60;

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
