import { House, PartyPopper } from 'lucide-react';
import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

export const startPages: readonly PageEntry[] = [
  {
    path: '/',
    title: 'frame:home.title',
    icon: House,
    group: 'work',
    access: 'member',
    shortcut: 'g h',
    component: lazyPage(() => import('./home-page.tsx'), 'HomePage', 'home', 'welcome', 'troubles'),
  },
  {
    path: '/welcome',
    title: 'titles:welcome.title',
    icon: PartyPopper,
    group: 'none',
    access: 'member',
    component: lazyPage(() => import('./welcome-page.tsx'), 'WelcomePage', 'welcome'),
  },
];
