import { ChevronDown, Ellipsis, Link as LinkSign, Pencil, Save, Share2, Trash2, Users } from 'lucide-react';
import { lazy, memo, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explainShort } from '#web/data/explain.ts';
import { shareAddress, usePermission, usePlace } from '#web/data/session.ts';
import { IconButton } from '#web/ui/button.tsx';
import { Menu, MenuItem, MenuLabel, MenuLine } from '#web/ui/menu.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { InboxCounts, InboxView } from '../../../modules/desk/contract.ts';
import { shortCount } from '../counts.ts';
import type { Shown } from './filter.ts';
import { shownByView, standing, useViewChanges, useViews, viewOf } from './views.ts';

const ViewDrawer = lazy(() => import('./view-drawer.tsx').then((parts) => ({ default: parts.ViewDrawer })));

interface Props {
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
  readonly counts: InboxCounts | undefined;
}

/** The name of what is shown, which leads to everything else that can be. */
export const ViewMenu = memo(function ViewMenu({ shown, onShown, counts }: Props) {
  const { t } = useTranslation();
  const views = useViews();
  const seesIncidents = usePermission('incidents.read');
  const offered = standing.filter(({ key }) => key !== 'attention' || seesIncidents);
  const now = viewOf(shown, views);
  const name = now.saved?.name ?? t(`inbox:view.${now.standing ?? 'own'}`);
  return (
    <Menu
      trigger={
        <button type="button" className="target -ms-1.5 flex h-8 min-w-0 items-center gap-1.5 rounded-control px-1.5 hover:bg-sunken">
          <bdi className="truncate text-reading font-strong">{name}</bdi>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
        </button>
      }
    >
      {offered.map(({ key, shown: to }) => (
        <Entry key={key} name={t(`inbox:view.${key}`)} count={counts?.[key]} current={now.standing === key} onSelect={() => onShown(to)} />
      ))}
      {views.length > 0 && (
        <>
          <MenuLine />
          <MenuLabel>{t('inbox:view.saved')}</MenuLabel>
        </>
      )}
      {views.map((view) => (
        <Entry
          key={view.id}
          name={view.name}
          shared={view.shared}
          count={counts?.views.find((one) => one.id === view.id)?.count}
          current={now.saved?.id === view.id}
          onSelect={() => onShown(shownByView(view))}
        />
      ))}
    </Menu>
  );
});

function Entry(props: {
  readonly name: string;
  readonly count: number | undefined;
  readonly current: boolean;
  readonly shared?: boolean;
  readonly onSelect: () => void;
}) {
  const { t } = useTranslation();
  const { name, count, current, shared = false, onSelect } = props;
  return (
    <MenuItem onSelect={onSelect}>
      <span className="flex min-w-0 items-center gap-2">
        <bdi className={current ? 'min-w-0 flex-1 truncate font-strong text-acacia' : 'min-w-0 flex-1 truncate'}>{name}</bdi>
        {shared && <Users role="img" aria-label={t('inbox:view.isShared')} className="size-3.5 shrink-0 text-muted" />}
        {count !== undefined && <span className="text-small text-muted tabular-nums">{shortCount(count)}</span>}
      </span>
    </MenuItem>
  );
}

/** What can be done with the view that is shown: keep it, share it, rename or delete it. */
export const ViewActions = memo(function ViewActions({ shown, onShown }: Omit<Props, 'counts'>) {
  const { t } = useTranslation();
  const place = usePlace();
  const { saved } = viewOf(shown, useViews());
  const own = saved?.mine ? saved : undefined;
  const mayShare = usePermission('inbox_views.share');
  const { create, change, remove } = useViewChanges();
  const [drawer, setDrawer] = useState<'new' | 'rename' | null>(null);
  const fault = (error: unknown) => tell(explainShort(error), { tone: 'fault' });

  function copyAddress(): void {
    void navigator.clipboard.writeText(shareAddress(place)).then(() => tell(t('inbox:view.copied')), fault);
  }
  function drop({ id, name, filter, shared }: InboxView): void {
    const again = () => void create({ name, filter, shared }).catch(fault);
    void remove(id).then(() => tell(t('inbox:view.deleted', { name }), { undo: again }), fault);
  }
  return (
    <>
      <Menu align="end" trigger={<IconButton icon={Ellipsis} label={t('inbox:view.more')} />}>
        {!saved && (
          <MenuItem icon={Save} onSelect={() => setDrawer('new')}>
            {t('inbox:view.save')}
          </MenuItem>
        )}
        <MenuItem icon={LinkSign} onSelect={copyAddress}>
          {t('inbox:view.copy')}
        </MenuItem>
        {own && (
          <>
            <MenuLine />
            <MenuItem icon={Pencil} onSelect={() => setDrawer('rename')}>
              {t('inbox:view.rename')}
            </MenuItem>
            {mayShare && (
              <MenuItem icon={Share2} onSelect={() => void change(own.id, { shared: !own.shared }).catch(fault)}>
                {own.shared ? t('inbox:view.unshare') : t('inbox:view.share')}
              </MenuItem>
            )}
            <MenuItem icon={Trash2} danger onSelect={() => drop(own)}>
              {t('inbox:view.delete')}
            </MenuItem>
          </>
        )}
      </Menu>
      <Suspense>
        {drawer && (
          <ViewDrawer view={drawer === 'rename' ? own : undefined} shown={shown} onShown={onShown} onClose={() => setDrawer(null)} />
        )}
      </Suspense>
    </>
  );
});
