import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePlace } from '#web/data/session.ts';
import { useSettings } from '#web/shell/settings-nav.tsx';
import { Link as TextLink } from '#web/ui/link.tsx';
import { Page } from '#web/ui/page.tsx';

/** Every page of the settings that this role may open; beside each of them stands the same list, smaller. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { permissions } = usePlace();
  const { found, search } = useSettings(permissions);
  return (
    <Page title={t('frame:settings.title')} width="text">
      <div className="mb-6 max-w-110">{search}</div>
      {found.length === 0 && <p className="mb-6 text-muted">{t('ui:nothingFound')}</p>}
      {found.map(({ section, pages }) => (
        <section key={section} className="mb-6">
          <h2 className="mb-2 text-reading">{t(`frame:settings.section.${section}`)}</h2>
          <ul className="grid gap-2 two:grid-cols-2">
            {pages.map(({ path, title, icon: Sign }) => (
              <li key={path}>
                <Link to={path} className="flex items-center gap-3 rounded-card border border-line bg-raised p-4 hover:bg-sunken">
                  {Sign && <Sign aria-hidden className="size-5 shrink-0 text-muted" />}
                  {t(title)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="text-muted">
        {t('frame:settings.yours')} <TextLink to="/account">{t('titles:account.profile')}</TextLink>
      </p>
    </Page>
  );
}
