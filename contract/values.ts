import { z } from 'zod';

/** Small values that many shapes share. */

/** An instant in UTC: 2026-11-20T14:00:00.000Z. */
export const Time = z.iso.datetime();

/** One line of text as a person types it: a name, a title. */
export function line(most: number) {
  return (
    z
      .string()
      .trim()
      .min(1)
      .max(most)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused.
      .regex(/^[^\u0000-\u001f\u007f]*$/, 'Must be one line, without control characters.')
  );
}

export const Email = z.email().max(254);

/** A language tag (BCP 47): "en", "sw", "pt-BR". */
export const Language = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'Must be a language tag such as en, sw or pt-BR.');

/** An IANA time zone: "Africa/Nairobi". */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'Must be a time zone such as Africa/Nairobi.');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** The parameter of an address that names one object. */
export const IdParams = z.object({ id: z.uuid() });
