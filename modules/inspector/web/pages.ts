import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

export const inspectorPages: readonly PageEntry[] = [
  {
    path: '/turns/$id',
    title: 'frame:why.title',
    group: 'none',
    access: 'member',
    permission: 'turns.read',
    component: lazyPage(() => import('./turn-page.tsx'), 'TurnPage', 'inspector'),
  },
];
