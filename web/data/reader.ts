import { type Reader, regionalOf } from '#web/i18n/format.ts';
import { usePreferences } from './preferences.ts';

/** In whose language and zone, and by whose clock, times and numbers are shown. */
export function useReader(): Reader {
  const { language, timeZone, clock } = usePreferences();
  return {
    language: regionalOf(language, navigator.languages),
    timeZone: timeZone ?? undefined,
    clock: clock === 'system' ? deviceClock() : clock,
  };
}

let counted: Reader['clock'];

/** A browser says nothing of the clock of its machine, but of the country whose ways its owner has chosen. */
function deviceClock(): Reader['clock'] {
  counted ??= new Intl.DateTimeFormat(navigator.languages[0], { hour: 'numeric' }).resolvedOptions().hour12 ? '12' : '24';
  return counted;
}
