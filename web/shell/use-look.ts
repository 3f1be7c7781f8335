import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Person } from '#contract/accounts.ts';
import { patch } from '#web/data/api.ts';
import { changePreferences, type Preferences } from '#web/data/preferences.ts';
import { meQuery } from '#web/data/session.ts';
import { speak } from '#web/i18n/i18n.ts';
import type { LanguageCode } from '#web/i18n/languages.ts';

/** Changes how the app looks and speaks: at once here, and with the account when somebody is signed in. */
export function useLook() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  function change(preferences: Partial<Preferences>): void {
    changePreferences(preferences);
    if (!queries.getQueryData(meQuery.queryKey)) return;
    // What was asked before knows nothing of this change, and would take it back.
    void queries.cancelQueries({ queryKey: meQuery.queryKey });
    void patch<Person>('/api/me', { body: { preferences } })
      .then((person) => queries.setQueryData(meQuery.queryKey, (me) => me && { ...me, person }))
      // Beside the page: what could not be kept with the account still counts in this browser.
      .catch(() => undefined);
  }
  return {
    change,
    setLanguage(code: string): void {
      void speak(code as LanguageCode).then(() => change({ language: code as LanguageCode }));
    },
    setTheme: (theme: string) => change({ theme: theme as Preferences['theme'] }),
    themes: [
      { value: 'system', label: t('frame:theme.system') },
      { value: 'light', label: t('frame:theme.light') },
      { value: 'dark', label: t('frame:theme.dark') },
    ],
  };
}
