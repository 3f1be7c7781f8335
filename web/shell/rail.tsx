import { Link } from '@tanstack/react-router';
import { PanelLeftClose, PanelLeftOpen, Settings } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import type { Icon } from '#web/ui/icon.ts';
import { Tooltip } from '#web/ui/tooltip.tsx';
import { PageBadge } from './page-badge.tsx';
import { useOffered } from './page-entry.ts';

const kept = 'baraza.rail';

/** Where one can go: only what this role may open. Icon and word; the words can be folded away. */
export function Rail({ permissions }: { readonly permissions: readonly string[] }) {
  const { t } = useTranslation();
  const work = useOffered('work', permissions);
  const settings = useOffered('settings', permissions);
  const [folded, setFolded] = useState(localStorage.getItem(kept) === 'folded');
  function fold(next: boolean): void {
    localStorage.setItem(kept, next ? 'folded' : 'open');
    setFolded(next);
  }
  return (
    <nav
      aria-label={t('frame:mainNavigation')}
      className={classes(
        'flex min-h-0 flex-col gap-0.5 overflow-y-auto border-e border-line bg-sunken p-2 max-two:hidden',
        folded ? 'w-13' : 'w-52',
      )}
    >
      {work.map((page) => (
        <RailLink
          key={page.path}
          to={page.path}
          icon={page.icon}
          title={t(page.title)}
          folded={folded}
          shortcut={page.shortcut}
          badge={<PageBadge page={page} permissions={permissions} small={folded} />}
        />
      ))}
      <div className="mt-auto flex flex-col gap-0.5 pt-2">
        {settings.length > 0 && (
          <RailLink to="/settings" icon={Settings} title={t('frame:settings.title')} folded={folded} shortcut="g s" />
        )}
        <div className={classes('flex', !folded && 'justify-end')}>
          <IconButton
            icon={folded ? PanelLeftOpen : PanelLeftClose}
            along
            label={folded ? t('frame:unfold') : t('frame:fold')}
            aria-expanded={!folded}
            onClick={() => fold(!folded)}
          />
        </div>
      </div>
    </nav>
  );
}

interface RailLinkProps {
  readonly to: string;
  readonly icon: Icon | undefined;
  readonly title: string;
  readonly folded: boolean;
  readonly shortcut: string | undefined;
  readonly badge?: ReactNode;
}

function RailLink({ to, icon: Sign, title, folded, shortcut, badge }: RailLinkProps) {
  const link = (
    <Link
      to={to}
      activeOptions={{ exact: to === '/' }}
      className="target relative flex h-8 shrink-0 items-center gap-2.5 rounded-control px-2.5 text-muted hover:bg-line/50 hover:text-ink"
      activeProps={{ className: '!bg-acacia-soft !text-acacia font-strong', 'aria-current': 'page' }}
    >
      {Sign && <Sign aria-hidden className="size-4 shrink-0" />}
      <span className={folded ? 'sr-only' : 'min-w-0 flex-1 truncate'}>{title}</span>
      {badge}
    </Link>
  );
  if (!folded) return link;
  return (
    <Tooltip text={title} {...(shortcut ? { shortcut } : {})}>
      {link}
    </Tooltip>
  );
}
