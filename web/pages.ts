import { lazyRouteComponent } from '@tanstack/react-router';
import { House, PartyPopper, Settings, ShieldCheck, Smartphone, UserRound } from 'lucide-react';
import { lazy } from 'react';
import type { PageEntry } from './shell/page-entry.ts';
import type { Panels } from './shell/panels.tsx';

/**
 * THE list of pages. From it come the addresses, the rail, the settings, the command palette and who may open what.
 * A module's pages stand here too; their files lie in modules/<name>/web. How to add one: docs/guides/add-a-page.md.
 */
export const pages: readonly PageEntry[] = [
  {
    path: '/',
    title: 'frame:home.title',
    icon: House,
    group: 'work',
    access: 'member',
    shortcut: 'g h',
    component: lazyRouteComponent(() => import('./home/home-page.tsx'), 'HomePage'),
  },
  {
    path: '/welcome',
    title: 'welcome:title',
    icon: PartyPopper,
    group: 'none',
    access: 'member',
    component: lazyRouteComponent(() => import('./home/welcome-page.tsx'), 'WelcomePage'),
  },
  {
    path: '/phone',
    title: 'phone:title',
    icon: Smartphone,
    group: 'work',
    access: 'member',
    permission: 'phone.use',
    shortcut: 'g p',
    component: lazyRouteComponent(() => import('../modules/phone/web/phone-page.tsx'), 'PhonePage'),
  },
  {
    path: '/turns/$id',
    title: 'inspector:title',
    group: 'none',
    access: 'member',
    permission: 'turns.read',
    component: lazyRouteComponent(() => import('../modules/inspector/web/turn-page.tsx'), 'TurnPage'),
  },
  {
    path: '/settings',
    title: 'frame:settings.title',
    icon: Settings,
    group: 'none',
    access: 'member',
    shortcut: 'g s',
    component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
  },
  {
    path: '/account',
    title: 'account:profile.title',
    icon: UserRound,
    group: 'account',
    access: 'person',
    component: lazyRouteComponent(() => import('./account/profile-page.tsx'), 'ProfilePage'),
  },
  {
    path: '/account/security',
    title: 'account:security.title',
    icon: ShieldCheck,
    group: 'account',
    access: 'person',
    component: lazyRouteComponent(() => import('./account/security-page.tsx'), 'SecurityPage'),
  },
  {
    path: '/first-run',
    title: 'account:firstRun.title',
    group: 'none',
    access: 'anyone',
    component: lazyRouteComponent(() => import('./account/first-run-page.tsx'), 'FirstRunPage'),
  },
  {
    path: '/invitation',
    title: 'account:invitation.title',
    group: 'none',
    access: 'anyone',
    component: lazyRouteComponent(() => import('./account/invitation-page.tsx'), 'InvitationPage'),
  },
  {
    path: '/forgot-password',
    title: 'account:forgot.title',
    group: 'none',
    access: 'anyone',
    component: lazyRouteComponent(() => import('./account/forgot-page.tsx'), 'ForgotPage'),
  },
  {
    path: '/reset-password',
    title: 'account:reset.title',
    group: 'none',
    access: 'anyone',
    component: lazyRouteComponent(() => import('./account/reset-page.tsx'), 'ResetPage'),
  },
  {
    path: '/confirm-email',
    title: 'account:confirm.title',
    group: 'none',
    access: 'anyone',
    component: lazyRouteComponent(() => import('./account/confirm-email-page.tsx'), 'ConfirmEmailPage'),
  },
  {
    path: '/ui',
    title: 'frame:gallery.title',
    group: 'none',
    access: 'anyone',
    component: lazyRouteComponent(() => import('./gallery/gallery-page.tsx'), 'GalleryPage'),
  },
];

/** Parts of pages that other pages show too (web/shell/panels.tsx). */
export const panels: Panels = {
  turn: lazy(async () => ({ default: (await import('../modules/inspector/web/turn-panel.tsx')).TurnPanel })),
  phone: lazy(async () => ({ default: (await import('../modules/phone/web/phone-panel.tsx')).PhonePanel })),
};
