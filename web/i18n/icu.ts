import { IntlMessageFormat } from 'intl-messageformat';

const compiled = new Map<string, IntlMessageFormat>();

/** Fills an ICU message: "{count, plural, one {# message} other {# messages}}". */
export function fill(message: string, language: string, values: Readonly<Record<string, unknown>> = {}): string {
  // Most sentences have no gap; they need no parser.
  if (!/[{'<]/.test(message)) return message;
  const key = `${language} ${message}`;
  let format = compiled.get(key);
  if (!format) {
    // Sentences hold no markup: "<" is a sign like others.
    format = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    compiled.set(key, format);
  }
  return String(format.format(values as Record<string, string>));
}

/** What i18next asks to fill a sentence, in place of its own form of plurals and gaps. */
export const icuFormat = {
  type: 'i18nFormat' as const,
  name: 'icu',
  init(): void {},
  parse: (message: string, values: Record<string, unknown>, language: string): string => fill(message, language, values),
  addLookupKeys: (keys: string[]): string[] => keys,
};
