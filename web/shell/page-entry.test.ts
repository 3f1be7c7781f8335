import { expect, it } from 'vitest';
import { leadsSomewhere, type PageEntry } from './page-entry.ts';

const entry = (path: string, permission?: string) =>
  ({ path, title: 'frame:home.title', group: 'none', access: 'member', ...(permission ? { permission } : {}) }) as PageEntry;
const pages = [{ ...entry('/inbox', 'conversations.read'), below: '$id' }, entry('/settings')];

it.each([
  ['/inbox?failed=true', ['conversations.read'], true],
  ['/inbox/01a2', ['conversations.read'], true],
  ['/inbox/01a2', [], false],
  ['/inbox/01a2/more', ['conversations.read'], false],
  ['/inbox/', ['conversations.read'], false],
  ['/settings', [], true],
  ['/settings/channels', [], false],
])('%s with %j: %s', (address, permissions, leads) => {
  expect(leadsSomewhere(pages, permissions as string[], address as string)).toBe(leads);
});
