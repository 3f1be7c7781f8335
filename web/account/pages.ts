import { ShieldCheck, UserRound } from 'lucide-react';
import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

export const accountPages: readonly PageEntry[] = [
  {
    path: '/account',
    title: 'account:profile.title',
    icon: UserRound,
    group: 'account',
    access: 'person',
    component: lazyPage(() => import('./profile-page.tsx'), 'ProfilePage'),
  },
  {
    path: '/account/security',
    title: 'account:security.title',
    icon: ShieldCheck,
    group: 'account',
    access: 'person',
    component: lazyPage(() => import('./security-page.tsx'), 'SecurityPage'),
  },
  {
    path: '/first-run',
    title: 'account:firstRun.title',
    group: 'none',
    access: 'anyone',
    component: lazyPage(() => import('./first-run-page.tsx'), 'FirstRunPage'),
  },
  {
    path: '/invitation',
    title: 'account:invitation.title',
    group: 'none',
    access: 'anyone',
    component: lazyPage(() => import('./invitation-page.tsx'), 'InvitationPage'),
  },
  {
    path: '/forgot-password',
    title: 'account:forgot.title',
    group: 'none',
    access: 'anyone',
    component: lazyPage(() => import('./forgot-page.tsx'), 'ForgotPage'),
  },
  {
    path: '/reset-password',
    title: 'account:reset.title',
    group: 'none',
    access: 'anyone',
    component: lazyPage(() => import('./reset-page.tsx'), 'ResetPage'),
  },
  {
    path: '/confirm-email',
    title: 'account:confirm.title',
    group: 'none',
    access: 'anyone',
    component: lazyPage(() => import('./confirm-email-page.tsx'), 'ConfirmEmailPage'),
  },
];
