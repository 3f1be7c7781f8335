import { Link } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PageBadge } from './page-badge.tsx';
import { useOffered } from './page-entry.ts';

/** The rail of a phone: the first four places, and the rest behind "More". Gone while a page needs the whole phone, and has its own way back. */
export function BottomBar({ permissions, onMore }: { readonly permissions: readonly string[]; readonly onMore: () => void }) {
  const { t } = useTranslation();
  const look = 'flex min-h-12 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 px-1 text-small text-muted';
  return (
    <nav
      aria-label={t('frame:mainNavigation')}
      className="col-span-2 flex border-t border-line bg-raised pb-[env(safe-area-inset-bottom)] group-has-data-fills-phone/frame:hidden two:hidden"
    >
      {useOffered('work', permissions)
        .slice(0, 4)
        .map(({ icon: Sign, ...page }) => (
          <Link
            key={page.path}
            to={page.path}
            activeOptions={{ exact: page.path === '/' }}
            className={look}
            activeProps={{ className: '!text-acacia font-strong', 'aria-current': 'page' }}
          >
            <span className="relative">
              {Sign && <Sign aria-hidden className="size-5" />}
              <PageBadge page={page} permissions={permissions} small />
            </span>
            <span className="max-w-full truncate">{t(page.title)}</span>
          </Link>
        ))}
      <button type="button" onClick={onMore} className={look}>
        <Ellipsis aria-hidden className="size-5" />
        {t('frame:more')}
      </button>
    </nav>
  );
}
