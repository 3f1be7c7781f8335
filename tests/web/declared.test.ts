import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRegistry } from '#platform/registry.ts';
import { listModules, type ModuleTools } from '#server/modules.ts';
import { rolesFor, screensOf } from '#web/settings/members/roles.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

/** What the modules declare and people read: each has its words, and each page of the app can be opened by somebody. */

// What modules are handed they use when a route is called, and here none ever is.
const unused = { organizations: {}, channels: {}, outbox: {}, integrations: {} } as ModuleTools;
const registry = createRegistry(listModules(unused));
const permissions = registry.permissions.map(({ roles, ...one }) => ({ ...one, roles: ['owner' as const, ...roles] }));

type Words = { readonly [name: string]: string | Words | undefined };
const wordsOf = (language: string, room: string): Words =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../web/locales/${language}/${room}.json`), 'utf8'));
const at = (words: Words, path: string) =>
  path.split('.').reduce<string | Words | undefined>((found, name) => (typeof found === 'object' ? found[name] : undefined), words);

describe.each(['en', 'ur', 'sw'])('in %s', (language) => {
  it('every permission has its words, and so has what it is about', () => {
    const settings = wordsOf(language, 'settings');
    const names = permissions.map(({ name }) => name);
    const nouns = [...new Set(names.map((name) => name.split('.')[0] ?? ''))];
    expect(names.length).toBeGreaterThan(40);
    const wanted = [...names.map((name) => `may.${name}`), ...nouns.map((noun) => `noun.${noun}`)];
    expect(wanted.filter((key) => typeof at(settings, key) !== 'string')).toEqual([]);
  });

  it('every kind of notice has its words', () => {
    const troubles = wordsOf(language, 'troubles');
    const kinds = registry.modules.flatMap(({ notices = [] }) => notices.map(({ kind }) => kind));
    expect(kinds.length).toBeGreaterThan(3);
    const wanted = kinds.flatMap((kind) => [`notice.${kind}.text`, `notice.${kind}.advice`]);
    expect(wanted.filter((key) => typeof at(troubles, key) !== 'string')).toEqual([]);
  });
});

describe('the pages of the app', () => {
  let pages: readonly PageEntry[];

  beforeAll(async () => {
    // What the browser has and the list's own imports look at as they are loaded.
    const store = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
    vi.stubGlobal('location', { href: 'http://baraza.test/' });
    vi.stubGlobal('localStorage', store);
    vi.stubGlobal('sessionStorage', store);
    // By a name that the compiler does not follow: what is drawn is compiled with web/tsconfig.json.
    const list: string = '../../web/pages.ts';
    ({ pages } = (await import(list)) as { pages: readonly PageEntry[] });
  });
  afterAll(() => vi.unstubAllGlobals());

  it('stand under addresses of their own', () => {
    expect(pages.length).toBeGreaterThan(40);
    expect(new Set(pages.map(({ path }) => path)).size).toBe(pages.length);
  });

  it('want permissions that are declared, which a role besides the owner has', () => {
    const faults = pages.filter((page) => (rolesFor(page, permissions)?.length ?? 0) < 2);
    expect(faults.map(({ path, permission }) => `${path} wants ${permission}`)).toEqual([]);
  });

  it('all stand in the table of roles, themselves or by one above them that wants the same', () => {
    const rows = screensOf(pages);
    const members = pages.filter(({ access }) => access === 'member');
    const covers = (path: string) => (row: PageEntry) => path === row.path || path.startsWith(row.path.replace(/\/?$/, '/'));
    for (const { path, permission } of members) {
      const found = rows.filter(covers(path)).some((row) => row.permission === permission);
      expect(found, `${path} is not in the table`).toBe(true);
    }
    expect(rows.length).toBeGreaterThan(20);
  });
});
