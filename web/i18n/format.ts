/** Times and numbers as people read them, in their language and zone. Everything by Intl; nothing is glued. */

export interface Reader {
  /** Of the app, with the country where the browser names one: "en-GB". */
  readonly language: string;
  /** IANA name; undefined: the zone of the machine. */
  readonly timeZone?: string | undefined;
  /** How many hours the clock has; undefined: as the language is used to. */
  readonly clock?: '12' | '24' | undefined;
}

/** The language of the app as the first of the wanted languages has it that is the same: dates of English differ from country to country. */
export function regionalOf(language: string, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;
}

const made = new Map<string, Intl.DateTimeFormat>();

/** Kept, because making one costs a hundred times what it then does. */
function dateFormat({ language, timeZone }: Reader, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${Object.entries(options).join(' ')}`;
  const known = made.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(language, { ...options, timeZone, numberingSystem: 'latn' });
  made.set(key, format);
  return format;
}

/** By the clock of the person: "2:05 PM", or with both digits "14:05". */
function time({ clock }: Reader): Intl.DateTimeFormatOptions {
  const cycle = { 12: 'h12', 24: 'h23' } as const;
  return { hour: clock === '24' ? '2-digit' : 'numeric', minute: '2-digit', ...(clock ? { hourCycle: cycle[clock] } : {}) };
}

/** "20 Nov 2026, 14:05" */
export function formatMoment(at: string | Date, reader: Reader): string {
  return dateFormat(reader, { day: 'numeric', month: 'short', year: 'numeric', ...time(reader) }).format(new Date(at));
}

/** With the zone, for where it matters: a pointer resting on a time. */
export function formatFull(at: string | Date, reader: Reader): string {
  return dateFormat(reader, {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    ...time(reader),
    timeZoneName: 'short',
  }).format(new Date(at));
}

/** "14:05", or "2:05 PM" */
export function formatClock(at: string | Date, reader: Reader): string {
  return dateFormat(reader, time(reader)).format(new Date(at));
}

/** "20 Nov 2026": a day, which has no zone. */
export function formatDate(day: string, reader: Reader): string {
  return dateFormat({ ...reader, timeZone: 'UTC' }, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(day.slice(0, 10)));
}

/** "Friday, 20 November" */
export function formatDay(time: string | Date, reader: Reader): string {
  return dateFormat(reader, { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(time));
}

export function formatNumber(value: number, { language }: Reader, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(language, { numberingSystem: 'latn', ...options }).format(value);
}

/** "120 ms", "1.2 sec", "3 min", "2 hr". */
export function formatDuration(milliseconds: number, { language }: Reader): string {
  const [unit, size] = durations.find(([, least]) => milliseconds >= least) ?? (['millisecond', 1] as const);
  const value = milliseconds / size;
  const options = { style: 'unit', unit, unitDisplay: 'short', numberingSystem: 'latn' } as const;
  return new Intl.NumberFormat(language, { ...options, maximumFractionDigits: value < 10 && unit !== 'millisecond' ? 1 : 0 }).format(value);
}

const durations = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

const steps: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** "in 3 h", "2 min ago"; under a minute the caller's word for now. */
export function formatRelative(time: string | Date, now: Date, reader: Reader & { now: string }): string {
  const seconds = Math.round((new Date(time).getTime() - now.getTime()) / 1000);
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  if (!step) return reader.now;
  const format = new Intl.RelativeTimeFormat(reader.language, { numeric: 'always', style: 'short' });
  return format.format(Math.trunc(seconds / step[1]), step[0]);
}

/** Milliseconds until `formatRelative` says something else. */
export function nextChange(time: string | Date, now: Date): number {
  const away = Math.abs(new Date(time).getTime() - now.getTime());
  if (away < 3_600_000) return 60_000 - (away % 60_000) + 50;
  return away < 86_400_000 ? 600_000 : 3_600_000;
}

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "1.4 MB", counted as the limits of channels are: in steps of 1024. */
export function formatBytes(bytes: number, { language }: Reader): string {
  const step = Math.min(sizes.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** step;
  const options = { style: 'unit', unit: sizes[step], unitDisplay: step === 0 ? 'long' : 'short', numberingSystem: 'latn' } as const;
  return new Intl.NumberFormat(language, { ...options, maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 }).format(value);
}
