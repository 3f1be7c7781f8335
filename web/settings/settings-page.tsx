import { Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePlace } from '#web/data/session.ts';
import { useOffered } from '#web/shell/page-entry.ts';
import { Link } from '#web/ui/link.tsx';
import { Page } from '#web/ui/page.tsx';
import { EmptyState } from '#web/ui/states.tsx';

/** Every page of the settings that this role may open. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { permissions } = usePlace();
  const offered = useOffered('settings', permissions);
  return (
    <Page title={t('frame:settings.title')} width="text">
      {offered.length === 0 && (
        <EmptyState icon={Settings} title={t('frame:settings.none')}>
          {t('frame:settings.noneText')}
        </EmptyState>
      )}
      <ul className="grid gap-2 two:grid-cols-2">
        {offered.map(({ path, title, icon: Sign }) => (
          <li key={path} className="flex items-center gap-3 rounded-card border border-line bg-raised p-4">
            {Sign && <Sign aria-hidden className="size-5 shrink-0 text-muted" />}
            <Link to={path}>{t(title)}</Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
