import type { Reader } from '#web/i18n/format.ts';
import { usePreferences } from './preferences.ts';

/** In whose language and zone times and numbers are shown. */
export function useReader(): Reader {
  const { language, timeZone } = usePreferences();
  return { language, timeZone: timeZone ?? undefined };
}
