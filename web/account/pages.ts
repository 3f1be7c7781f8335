import { ShieldCheck, UserRound } from 'lucide-react';
import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

export const accountPages: readonly PageEntry[] = [
  {
    path: '/account',
    title: 'titles:account.profile',
    icon: UserRound,
    group: 'account',
    access: 'person',
    component: lazyPage(() => import('./profile-page.tsx'), 'ProfilePage', 'account'),
  },
  {
    path: '/account/security',
    title: 'titles:account.security',
    icon: ShieldCheck,
    group: 'account',
    access: 'person',
    component: lazyPage(() => import('./security-page.tsx'), 'SecurityPage', 'account'),
  },
  {
    path: '/first-run',
    title: 'titles:account.firstRun',
    group: 'none',
    access: 'anyone',
    component: lazyPage(() => import('./first-run-page.tsx'), 'FirstRunPage', 'account'),
  },
  {
    path: '/invitation',
    title: 'titles:account.invitation',
    group: 'none',
    access: 'anyone',
    component: lazyPage(() => import('./invitation-page.tsx'), 'InvitationPage', 'account'),
  },
  {
    path: '/forgot-password',
    title: 'titles:account.forgot',
    group: 'none',
    access: 'anyone',
    component: lazyPage(() => import('./forgot-page.tsx'), 'ForgotPage', 'account'),
  },
  {
    path: '/reset-password',
    title: 'titles:account.reset',
    group: 'none',
    access: 'anyone',
    component: lazyPage(() => import('./reset-page.tsx'), 'ResetPage', 'account'),
  },
  {
    path: '/confirm-email',
    title: 'titles:account.confirm',
    group: 'none',
    access: 'anyone',
    component: lazyPage(() => import('./confirm-email-page.tsx'), 'ConfirmEmailPage', 'account'),
  },
];
