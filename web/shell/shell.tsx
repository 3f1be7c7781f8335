import { Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MyPlace } from '#contract/accounts.ts';
import { followOrganization } from '#web/data/realtime.ts';
import { type Action, useActions, useShortcuts } from './actions.ts';
import { BottomBar } from './bottom-bar.tsx';
import { ForbiddenPage } from './forbidden-page.tsx';
import { mayOpen, type PageEntry, usePages } from './page-entry.ts';
import { AttentionPanel } from './panels.tsx';
import { Rail } from './rail.tsx';
import { BackToSettings, SettingsNav } from './settings-nav.tsx';
import { TopBar } from './top-bar.tsx';
import { Why } from './why.tsx';

/** After what is seen, and before anybody can type into it. */
const paletteMs = 1500;
const loadPalette = () => import('./palette.tsx');
const Palette = lazy(() => loadPalette().then((parts) => ({ default: parts.Palette })));
const ShortcutHelp = lazy(() => import('./shortcut-help.tsx').then((parts) => ({ default: parts.ShortcutHelp })));

/** The frame: rail, top, page. Without an organization (only the account's pages then) there is no rail. */
export function Shell({ page, place }: { readonly page: PageEntry | undefined; readonly place: MyPlace | undefined }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<'palette' | 'help' | null>(null);
  const permissions = place?.permissions ?? [];
  const allowed = !page || page.access === 'person' || mayOpen(page, permissions);
  useGoing(place, setOpened);
  useShortcuts();
  useEffect(() => void followOrganization(place?.id ?? null), [place?.id]);
  useEffect(() => {
    const timer = setTimeout(loadPalette, paletteMs);
    return () => clearTimeout(timer);
  }, []);
  // Not /settings itself, which lists them.
  const settings = page?.path.startsWith('/settings/') ?? false;
  return (
    <>
      {permissions.includes('incidents.read') && <AttentionPanel key={place?.id} />}
      <div className="group/frame grid min-h-0 flex-1 grid-cols-[auto_minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto]">
        <TopBar place={place} onSearch={() => setOpened('palette')} />
        {place ? <Rail permissions={permissions} /> : <span />}
        {/* Its own column also where the rail is not drawn. */}
        <div className="col-start-2 flex min-h-0 min-w-0">
          {settings && <SettingsNav permissions={permissions} />}
          {/* The key: another organization is another page, whatever was half done in this one. */}
          <main id="main" key={place?.id} tabIndex={-1} className="min-h-0 min-w-0 flex-1 overflow-y-auto">
            {settings && <BackToSettings />}
            {allowed ? <Outlet /> : <ForbiddenPage title={t(page.title)} role={place?.role ?? 'agent'} />}
          </main>
        </div>
        {place && <BottomBar permissions={permissions} onMore={() => setOpened('palette')} />}
        <Suspense>
          {opened === 'palette' && <Palette open onClose={() => setOpened(null)} place={place} />}
          {opened === 'help' && <ShortcutHelp open onClose={() => setOpened(null)} />}
        </Suspense>
        {permissions.includes('turns.read') && <Why />}
      </div>
    </>
  );
}

/** The actions of the frame itself: going to each page that may be opened, the palette and the help. */
function useGoing(place: MyPlace | undefined, open: (what: 'palette' | 'help') => void): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const router = useRouter();
  const pages = usePages();
  const actions = useMemo((): Action[] => {
    const group = t('frame:goTo');
    const reachable = pages.filter(
      (page) => page.icon && !page.path.includes('$') && (page.access === 'person' || (place && mayOpen(page, place.permissions))),
    );
    const going = reachable.map(
      (page): Action => ({
        id: `go ${page.path}`,
        title: t(page.title),
        group,
        ...(page.icon ? { icon: page.icon } : {}),
        ...(page.shortcut ? { shortcut: page.shortcut } : {}),
        run: () => void navigate({ to: page.path }),
      }),
    );
    const general = t('frame:general');
    return [
      ...going,
      { id: 'palette', title: t('frame:palette.title'), group: general, shortcut: 'mod+k', whileWriting: true, run: () => open('palette') },
      ...(place?.permissions.includes('conversations.read')
        ? [{ id: 'search', title: t('frame:palette.search'), group: general, shortcut: '/', run: () => open('palette') }]
        : []),
      { id: 'help', title: t('frame:help.title'), group: general, shortcut: '?', run: () => open('help') },
      { id: 'back', title: t('frame:back'), group: general, run: () => router.history.back() },
    ];
  }, [t, place, navigate, open, router, pages]);
  useActions(actions);
}
