import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput } from '#web/ui/inputs.tsx';
import { matchesWords } from '#web/ui/search.ts';
import { useOffered } from './page-entry.ts';
import { bySection, type SettingsSection } from './settings-sections.ts';

/** The pages of the settings that somebody may open, as far as they match what is typed into `search`. */
export function useSettings(permissions: readonly string[]): { readonly found: readonly SettingsSection[]; readonly search: ReactNode } {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const found = bySection(useOffered('settings', permissions), (page) => matchesWords(t(page.title), words));
  const label = t('frame:settings.search');
  const search = (
    <TextInput type="search" aria-label={label} placeholder={label} value={words} onChange={(event) => setWords(event.target.value)} />
  );
  return { found, search };
}

/** Beside each page of the settings: the others, to search among. On a phone /settings itself lists them. */
export function SettingsNav({ permissions }: { readonly permissions: readonly string[] }) {
  const { t } = useTranslation();
  const id = useId();
  const { found, search } = useSettings(permissions);
  return (
    <nav
      aria-label={t('frame:settings.title')}
      className="flex w-56 shrink-0 flex-col gap-0.5 overflow-y-auto border-e border-line p-2 max-two:hidden"
    >
      <div className="mb-1">{search}</div>
      {found.map(({ section, pages }) => (
        <div key={section} className="mb-2 flex flex-col gap-0.5">
          <p id={`${id}-${section}`} className="px-2.5 pt-2 pb-1 text-small text-muted">
            {t(`frame:settings.section.${section}`)}
          </p>
          <ul aria-labelledby={`${id}-${section}`} className="flex flex-col gap-0.5">
            {pages.map(({ path, title, icon: Sign }) => (
              <li key={path}>
                <Link
                  to={path}
                  className="flex min-h-8 items-center gap-2.5 rounded-control px-2.5 text-muted hover:bg-sunken hover:text-ink"
                  activeProps={{ className: '!bg-sunken !text-ink font-strong', 'aria-current': 'page' }}
                >
                  {Sign && <Sign aria-hidden className="size-4 shrink-0" />}
                  <span className="truncate">{t(title)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {found.length === 0 && <p className="px-2.5 py-2 text-muted">{t('ui:nothingFound')}</p>}
    </nav>
  );
}

/** On a phone, where the others are not beside the page. */
export function BackToSettings() {
  const { t } = useTranslation();
  return (
    <Link to="/settings" className="target -mb-2 inline-flex items-center gap-1 px-4 pt-4 text-muted hover:text-ink two:hidden">
      <ChevronLeft aria-hidden className="along size-4" />
      {t('frame:settings.title')}
    </Link>
  );
}
