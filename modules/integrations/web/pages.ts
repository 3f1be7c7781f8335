import { ArrowDownToLine, Webhook } from 'lucide-react';
import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

export const integrationsPages: readonly PageEntry[] = [
  {
    path: '/settings/webhooks',
    title: 'titles:webhooks.title',
    icon: Webhook,
    group: 'settings',
    section: 'programs',
    access: 'member',
    permission: 'webhooks.read',
    component: lazyPage(() => import('./webhooks-page.tsx'), 'WebhooksPage', 'settings'),
  },
  {
    path: '/settings/webhooks/$id',
    title: 'titles:webhooks.one',
    group: 'none',
    access: 'member',
    permission: 'webhooks.read',
    component: lazyPage(() => import('./webhook-page.tsx'), 'WebhookPage', 'settings'),
  },
  {
    path: '/settings/incoming-webhooks',
    title: 'titles:incoming.title',
    icon: ArrowDownToLine,
    group: 'settings',
    section: 'programs',
    access: 'member',
    permission: 'incoming_webhooks.read',
    component: lazyPage(() => import('./incoming-page.tsx'), 'IncomingPage', 'settings'),
  },
  {
    path: '/settings/incoming-webhooks/$id',
    title: 'titles:incoming.one',
    group: 'none',
    access: 'member',
    permission: 'incoming_webhooks.read',
    component: lazyPage(() => import('./incoming-one-page.tsx'), 'IncomingOnePage', 'settings'),
  },
];
