import type { Reader } from '#web/i18n/format.ts';
import { usePreferences } from './preferences.ts';

/** In whose language and zone times and numbers are shown. */
export function useReader(): Reader {
  const { language, timeZone } = usePreferences();
  return { language: asWrittenThere(language), timeZone: timeZone ?? undefined };
}

/** "en-KE" where the browser says so: 3/4 is another day there than in "en-US", which "en" alone would mean. */
function asWrittenThere(language: string): string {
  return navigator.languages.find((one) => one.startsWith(`${language}-`)) ?? language;
}
