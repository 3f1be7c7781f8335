import { HeartHandshake, LifeBuoy } from 'lucide-react';
import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';
import { useIncidentsBadge } from './figures-query.ts';

export const incidentsPages: readonly PageEntry[] = [
  {
    path: '/incidents',
    title: 'titles:incidents.title',
    icon: LifeBuoy,
    group: 'work',
    access: 'member',
    permission: 'incidents.read',
    shortcut: 'g n',
    useBadge: useIncidentsBadge,
    component: lazyPage(() => import('./incidents-page.tsx'), 'IncidentsPage', 'incidents'),
  },
  {
    path: '/incidents/$id',
    title: 'titles:incidents.one',
    group: 'none',
    access: 'member',
    permission: 'incidents.read',
    component: lazyPage(() => import('./incident-page.tsx'), 'IncidentPage', 'incidents'),
  },
];

/** Beside what else is a member's own. */
export const alertPages: readonly PageEntry[] = [
  {
    path: '/account/alerts',
    title: 'titles:account.alerts',
    icon: LifeBuoy,
    group: 'account',
    access: 'member',
    permission: 'incidents.read',
    component: lazyPage(() => import('./safety-page.tsx'), 'AlertPhonePage', 'incidents'),
  },
];

/** Among the settings, after what they belong to. */
export const safetyPages: readonly PageEntry[] = [
  {
    path: '/settings/safety',
    title: 'titles:safety.title',
    icon: HeartHandshake,
    group: 'settings',
    section: 'conversations',
    access: 'member',
    permission: 'safety.read',
    component: lazyPage(() => import('./safety-page.tsx'), 'SafetyPage', 'incidents'),
  },
];
