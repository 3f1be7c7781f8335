import { Ear } from 'lucide-react';
import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

/** Among the settings. Whom it looks after stands at the pages of care. */
export const companionPages: readonly PageEntry[] = [
  {
    path: '/settings/companion',
    title: 'titles:companion.title',
    icon: Ear,
    group: 'settings',
    section: 'conversations',
    access: 'member',
    permission: 'companion.read',
    component: lazyPage(() => import('./companion-page.tsx'), 'CompanionPage', 'companion'),
  },
];
