import { Smartphone } from 'lucide-react';
import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

export const phonePages: readonly PageEntry[] = [
  {
    path: '/phone',
    title: 'titles:phone.title',
    icon: Smartphone,
    group: 'work',
    access: 'member',
    permission: 'phone.use',
    shortcut: 'g p',
    component: lazyPage(() => import('./phone-page.tsx'), 'PhonePage', 'phone'),
  },
];
