import { describe, expect, it } from 'vitest';
import type { PageEntry } from './page-entry.ts';
import { bySection } from './settings-sections.ts';

const page = (path: string, section?: PageEntry['section']) =>
  ({ path, title: path, group: 'settings', access: 'member', ...(section ? { section } : {}) }) as PageEntry;

describe('pages of the settings', () => {
  const pages = [page('/keys', 'programs'), page('/name'), page('/channels', 'conversations'), page('/teams', 'conversations')];

  it('stand under their headings, in the order of the headings', () => {
    expect(bySection(pages).map(({ section, pages }) => [section, pages.map(({ path }) => path)])).toEqual([
      ['organization', ['/name']],
      ['conversations', ['/channels', '/teams']],
      ['programs', ['/keys']],
    ]);
  });

  it('leave out headings under which nothing fits', () => {
    expect(bySection(pages, ({ path }) => path === '/teams').map(({ section }) => section)).toEqual(['conversations']);
  });
});
