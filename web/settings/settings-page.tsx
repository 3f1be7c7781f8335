import { Settings } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlace } from '#web/data/session.ts';
import { useOffered } from '#web/shell/page-entry.ts';
import { bySection } from '#web/shell/settings-sections.ts';
import { TextInput } from '#web/ui/inputs.tsx';
import { Link } from '#web/ui/link.tsx';
import { Page } from '#web/ui/page.tsx';
import { matchesWords } from '#web/ui/search.ts';
import { EmptyState } from '#web/ui/states.tsx';

/** Every page of the settings that this role may open. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { permissions } = usePlace();
  const [words, setWords] = useState('');
  const offered = useOffered('settings', permissions);
  const found = bySection(offered, (page) => matchesWords(t(page.title), words));
  return (
    <Page title={t('frame:settings.title')} width="text">
      {offered.length === 0 && (
        <EmptyState icon={Settings} title={t('frame:settings.none')}>
          {t('frame:settings.noneText')}
        </EmptyState>
      )}
      <div className="mb-4 two:hidden">
        <TextInput
          type="search"
          aria-label={t('frame:settings.search')}
          placeholder={t('frame:settings.search')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      {found.map(({ section, pages }) => (
        <section key={section} className="mb-6">
          <h2 className="mb-2 text-reading">{t(`frame:settings.section.${section}`)}</h2>
          <ul className="grid gap-2 two:grid-cols-2">
            {pages.map(({ path, title, icon: Sign }) => (
              <li key={path} className="flex items-center gap-3 rounded-card border border-line bg-raised p-4">
                {Sign && <Sign aria-hidden className="size-5 shrink-0 text-muted" />}
                <Link to={path}>{t(title)}</Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="text-muted">
        {t('frame:settings.yours')} <Link to="/account">{t('account:profile.title')}</Link>
      </p>
    </Page>
  );
}
