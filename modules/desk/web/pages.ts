import { Bookmark, MessageSquareQuote, UsersRound } from 'lucide-react';
import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

export const deskPages: readonly PageEntry[] = [
  {
    path: '/settings/teams',
    title: 'titles:teams.title',
    icon: UsersRound,
    group: 'settings',
    section: 'conversations',
    access: 'member',
    permission: 'teams.read',
    component: lazyPage(() => import('./teams-page.tsx'), 'TeamsPage', 'settings'),
  },
  {
    path: '/settings/labels',
    title: 'titles:labels.title',
    icon: Bookmark,
    group: 'settings',
    section: 'conversations',
    access: 'member',
    permission: 'conversations.read',
    component: lazyPage(() => import('./labels-page.tsx'), 'LabelsPage', 'settings'),
  },
  {
    path: '/settings/canned-replies',
    title: 'titles:canned.title',
    icon: MessageSquareQuote,
    group: 'settings',
    section: 'conversations',
    access: 'member',
    permission: 'canned_replies.read',
    component: lazyPage(() => import('./canned-replies-page.tsx'), 'CannedRepliesPage', 'settings'),
  },
];
