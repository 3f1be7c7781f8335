import { ContactRound } from 'lucide-react';
import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

export const contactsPages: readonly PageEntry[] = [
  {
    path: '/contacts',
    title: 'titles:contacts.title',
    icon: ContactRound,
    group: 'work',
    access: 'member',
    permission: 'contacts.read',
    shortcut: 'g c',
    component: lazyPage(() => import('./contacts-page.tsx'), 'ContactsPage', 'contacts'),
  },
  {
    path: '/contacts/imports',
    title: 'titles:contacts.imports',
    group: 'none',
    access: 'member',
    permission: 'contacts.import',
    component: lazyPage(() => import('./imports-page.tsx'), 'ImportsPage', 'contacts'),
  },
  {
    path: '/contacts/imports/$id',
    title: 'titles:contacts.import',
    group: 'none',
    access: 'member',
    permission: 'contacts.import',
    component: lazyPage(() => import('./import-page.tsx'), 'ImportPage', 'contacts'),
  },
  {
    path: '/contacts/segments',
    title: 'titles:contacts.segments',
    group: 'none',
    access: 'member',
    permission: 'segments.read',
    component: lazyPage(() => import('./segments-page.tsx'), 'SegmentsPage', 'contacts'),
  },
  {
    path: '/contacts/segments/$id',
    title: 'titles:contacts.segment',
    group: 'none',
    access: 'member',
    permission: 'segments.read',
    component: lazyPage(() => import('./segment-page.tsx'), 'SegmentPage', 'contacts'),
  },
  {
    path: '/contacts/duplicates',
    title: 'titles:contacts.duplicates',
    group: 'none',
    access: 'member',
    permission: 'contacts.merge',
    component: lazyPage(() => import('./duplicates-page.tsx'), 'DuplicatesPage', 'contacts'),
  },
  {
    path: '/contacts/$id',
    title: 'titles:contacts.one',
    group: 'none',
    access: 'member',
    permission: 'contacts.read',
    component: lazyPage(() => import('./contact-page.tsx'), 'ContactPage', 'contacts'),
  },
];
