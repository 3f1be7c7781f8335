import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

export const galleryPages: readonly PageEntry[] = [
  {
    path: '/ui',
    title: 'titles:gallery',
    group: 'none',
    access: 'anyone',
    component: lazyPage(() => import('./gallery-page.tsx'), 'GalleryPage', 'gallery', 'account'),
  },
];
