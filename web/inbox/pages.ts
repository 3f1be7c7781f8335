import { Inbox } from 'lucide-react';
import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';
import { useInboxBadge } from './counts.ts';

export const inboxPages: readonly PageEntry[] = [
  {
    path: '/inbox',
    below: '$conversationId',
    title: 'titles:inbox.title',
    icon: Inbox,
    group: 'work',
    access: 'member',
    permission: 'conversations.read',
    shortcut: 'g i',
    useBadge: useInboxBadge,
    component: lazyPage(() => import('./inbox-page.tsx'), 'InboxPage', 'inbox'),
  },
];
