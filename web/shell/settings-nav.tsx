import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOffered } from './page-entry.ts';

/** Beside each page of the settings: the others. On a phone /settings itself lists them. */
export function SettingsNav({ permissions }: { readonly permissions: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <nav
      aria-label={t('frame:settings.title')}
      className="flex w-52 shrink-0 flex-col gap-0.5 overflow-y-auto border-e border-line p-2 max-two:hidden"
    >
      {useOffered('settings', permissions).map(({ path, title, icon: Sign }) => (
        <Link
          key={path}
          to={path}
          className="flex h-8 shrink-0 items-center gap-2.5 rounded-control px-2.5 text-muted hover:bg-sunken hover:text-ink"
          activeProps={{ className: '!bg-sunken !text-ink font-strong', 'aria-current': 'page' }}
        >
          {Sign && <Sign aria-hidden className="size-4 shrink-0" />}
          <span className="truncate">{t(title)}</span>
        </Link>
      ))}
    </nav>
  );
}
