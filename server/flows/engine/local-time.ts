/** Times of day where somebody lives. The time zones' own tables are the runtime's. */

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-US', { ...fields, timeZone: zone, hourCycle: 'h23', calendar: 'gregory' });
    formats.set(zone, format);
  }
  return format;
}

/** What a clock on the wall shows there, as if it were UTC: for reckoning with days and hours. */
export function wallClock(at: Date, zone: string): Date {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

/** When the clock on the wall shows this. A time that does not exist there moves forward; of one that comes twice, the first. */
export function instantOf(wall: Date, zone: string): Date {
  const offset = (at: number) => wallClock(new Date(at), zone).getTime() - at;
  const target = wall.getTime();
  const candidates = [target - offset(target - dayMs), target - offset(target + dayMs)].sort((a, b) => a - b);
  const exact = candidates.find((at) => wallClock(new Date(at), zone).getTime() === target);
  // In the gap of a spring night: as far after it as the time would have been after its beginning.
  return new Date(exact ?? candidates[1] ?? target);
}

/** The next time of day, on a day of the week if one is named, so many days from now at the earliest. */
export function nextTime(now: Date, zone: string, wanted: { time: string; weekday?: number | undefined; days?: number | undefined }): Date {
  const [hour = 0, minute = 0] = wanted.time.split(':').map(Number);
  const today = wallClock(now, zone);
  const start = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()) + (wanted.days ?? 0) * dayMs;
  for (let day = 0; day <= 8; day += 1) {
    const wall = new Date(start + day * dayMs + (hour * 60 + minute) * 60_000);
    if (wanted.weekday !== undefined && (wall.getUTCDay() || 7) !== wanted.weekday) continue;
    const at = instantOf(wall, zone);
    if (at > now) return at;
  }
  return new Date(now.getTime() + 8 * dayMs);
}
