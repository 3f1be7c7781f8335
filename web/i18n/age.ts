import type { Reader } from './format.ts';

/** Times as narrow columns show them. The makers are kept: a list makes a dozen of these a frame, and each costs more than what it makes. */
const units = new Map<string, Intl.NumberFormat>();
const days = new Map<string, Intl.DateTimeFormat>();

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "3m", "2h", "4d": how long something takes, rounded down; under a minute: one. */
export function formatSpan(ms: number, { language }: Reader): string {
  const [unit, size] =
    ms >= dayMs ? (['day', dayMs] as const) : ms >= hourMs ? (['hour', hourMs] as const) : (['minute', minuteMs] as const);
  const key = `${language} ${unit}`;
  const format = units.get(key) ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow', numberingSystem: 'latn' });
  units.set(key, format);
  return format.format(Math.max(1, Math.floor(ms / size)));
}

/** "now", "3m", "2h", "4d", then the day: "12 Nov", and before this year "12 Nov 2024". */
export function formatAge(time: string, now: Date, reader: Reader & { now: string }): string {
  const ms = now.getTime() - new Date(time).getTime();
  if (ms < minuteMs) return reader.now;
  if (ms < 7 * dayMs) return formatSpan(ms, reader);
  const { language, timeZone } = reader;
  const old = ms > 300 * dayMs;
  const key = `${language} ${timeZone} ${old}`;
  const format =
    days.get(key) ??
    new Intl.DateTimeFormat(language, {
      day: 'numeric',
      month: 'short',
      ...(old ? { year: 'numeric' } : {}),
      timeZone,
      numberingSystem: 'latn',
    });
  days.set(key, format);
  return format.format(new Date(time));
}
