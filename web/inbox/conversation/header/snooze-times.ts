export type SnoozeName = 'later_today' | 'tomorrow' | 'next_monday';

export interface SnoozeTime {
  readonly name: SnoozeName;
  readonly at: Date;
}

/** What can be chosen to come back to, in somebody's zone; "later today" is three hours on, while that is still today. */
export function snoozeTimes(now: Date, timeZone: string | undefined): SnoozeTime[] {
  const here = partsIn(now, timeZone);
  const later = new Date(Math.ceil((now.getTime() + 3 * 3_600_000) / 900_000) * 900_000);
  const times: SnoozeTime[] = [];
  if (partsIn(later, timeZone).day === here.day) times.push({ name: 'later_today', at: later });
  times.push({ name: 'tomorrow', at: atNine(here, 1, timeZone) });
  // On a Sunday "tomorrow" is Monday already.
  const days = (8 - here.weekday) % 7 || 7;
  if (days > 1) times.push({ name: 'next_monday', at: atNine(here, days, timeZone) });
  return times;
}

/** A moment as a field of the kind datetime-local writes it, in somebody's zone. */
export function toLocal(at: Date, timeZone: string | undefined): string {
  const { year, month, day, hour, minute } = partsIn(at, timeZone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** What such a field says, as a moment. null: it says nothing. */
export function fromLocal(text: string, timeZone: string | undefined): Date | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  return momentOf({ year, month, day, hour, minute }, timeZone);
}

interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

function partsIn(at: Date, timeZone: string | undefined): Wall & { weekday: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    weekday: 'short',
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const weekday = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(parts.weekday ?? '');
  const [year, month, day, hour, minute] = [parts.year, parts.month, parts.day, parts.hour, parts.minute].map(Number);
  return { year: year ?? 0, month: month ?? 0, day: day ?? 0, hour: hour ?? 0, minute: minute ?? 0, weekday };
}

function atNine({ year, month, day }: Wall, days: number, timeZone: string | undefined): Date {
  const on = new Date(Date.UTC(year, month - 1, day + days));
  const wall = { year: on.getUTCFullYear(), month: on.getUTCMonth() + 1, day: on.getUTCDate(), hour: 9, minute: 0 };
  return momentOf(wall, timeZone);
}

/** The moment at which clocks there show this. Tried twice: the first try may lie on the other side of a change of the clocks. */
function momentOf(wall: Wall, timeZone: string | undefined): Date {
  const wanted = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  let at = wanted;
  for (let tries = 0; tries < 2; tries++) {
    const shown = partsIn(new Date(at), timeZone);
    at += wanted - Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute);
  }
  return new Date(at);
}
