import { HandHeart } from 'lucide-react';
import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

export const carePages: readonly PageEntry[] = [
  {
    path: '/care',
    title: 'titles:care.title',
    icon: HandHeart,
    group: 'work',
    access: 'member',
    permission: 'care.read',
    shortcut: 'g a',
    component: lazyPage(() => import('./people-page.tsx'), 'PeoplePage', 'care'),
  },
  {
    path: '/care/numbers',
    title: 'titles:care.numbers',
    group: 'none',
    access: 'member',
    permission: 'care.statistics',
    component: lazyPage(() => import('./numbers-page.tsx'), 'NumbersPage', 'care'),
  },
  {
    path: '/care/open',
    title: 'titles:care.open',
    group: 'none',
    access: 'member',
    permission: 'care.break_glass',
    component: lazyPage(() => import('./open-page.tsx'), 'OpenPage', 'care'),
  },
  {
    path: '/care/$id',
    title: 'titles:care.one',
    group: 'none',
    access: 'member',
    permission: 'care.read',
    component: lazyPage(() => import('./person-page.tsx'), 'PersonPage', 'care'),
  },
  {
    path: '/care/$id/plan',
    title: 'titles:care.plan',
    group: 'none',
    access: 'member',
    permission: 'care.read',
    component: lazyPage(() => import('./plan-page.tsx'), 'PlanPage', 'care'),
  },
];
