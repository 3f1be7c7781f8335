import { expect, it } from 'vitest';
import { type Manifest, pageSizes } from './sizes.ts';

it('counts for each page what a browser loads before it: the frame, one language, the page, each file once', () => {
  const manifest: Manifest = {
    'index.html': { file: 'index.js', isEntry: true, imports: ['_button.js'] },
    '_button.js': { file: 'button.js' },
    '_list.js': { file: 'list.js', imports: ['_button.js'] },
    'locales/en.ts': { file: 'en.js', isDynamicEntry: true },
    'locales/ur.ts': { file: 'ur.js', isDynamicEntry: true },
    'inbox/inbox-page.tsx': { file: 'inbox.js', isDynamicEntry: true, imports: ['_list.js', '_button.js'] },
  };
  const bytes: Record<string, number> = { 'index.js': 1000, 'button.js': 100, 'list.js': 10, 'en.js': 5, 'ur.js': 7, 'inbox.js': 1 };
  expect(pageSizes(manifest, (file) => bytes[file] ?? 0)).toEqual([
    { page: 'frame', bytes: 1105 },
    { page: 'inbox/inbox-page.tsx', bytes: 1116 },
  ]);
});
