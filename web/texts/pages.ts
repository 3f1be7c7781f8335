import { Braces, Text } from 'lucide-react';
import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

export const textsPages: readonly PageEntry[] = [
  {
    path: '/settings/texts',
    title: 'titles:texts.title',
    icon: Text,
    group: 'settings',
    section: 'conversations',
    access: 'member',
    permission: 'texts.read',
    component: lazyPage(() => import('./texts-page.tsx'), 'TextsPage', 'texts'),
  },
  {
    path: '/settings/texts/$id',
    title: 'titles:texts.one',
    group: 'none',
    access: 'member',
    permission: 'texts.read',
    component: lazyPage(() => import('./text-page.tsx'), 'TextPage', 'texts'),
  },
  {
    path: '/settings/variables',
    title: 'titles:texts.variables',
    icon: Braces,
    group: 'settings',
    section: 'conversations',
    access: 'member',
    permission: 'flows.read',
    component: lazyPage(() => import('./variables-page.tsx'), 'VariablesPage', 'texts'),
  },
];
