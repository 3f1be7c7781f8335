import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * What is read is kept under its key for every page: two files that write the same key would have to agree for ever on what lies
 * there. Such a key comes from one place instead: `listQuery` and `oneQuery` make it of the address.
 */

const sources = globSync('{web,modules/*/web}/**/*.{ts,tsx}').filter((path) => !path.includes('.test.'));

/** Keys under which something is read, with every expression in them as `*`; what is only forgotten or changed does not count. */
function keysReadIn(source: string): string[] {
  const keys: string[] = [];
  for (const { 1: inside, index } of source.matchAll(/queryKey: \[([^\]]*)\]/g)) {
    const around = source.slice(index, index + 400);
    if (!/^[^}]*queryFn/s.test(around)) continue;
    const parts = inside?.split(',').map((part) => part.trim()) ?? [];
    keys.push(parts.map((part) => (part.startsWith("'") ? part : '*')).join(', '));
  }
  return keys;
}

test('a key that is read under is found in a source', () => {
  const source = "useQuery({ queryKey: ['a', id], queryFn: read });\nqueries.invalidateQueries({ queryKey: ['b'] });";
  expect(keysReadIn(source)).toEqual(["'a', *"]);
});

test('no two files read under one key', () => {
  const places = new Map<string, Set<string>>();
  for (const path of sources) {
    for (const key of keysReadIn(readFileSync(path, 'utf8'))) places.set(key, (places.get(key) ?? new Set()).add(path));
  }
  expect(places.size).toBeGreaterThan(20);
  expect([...places].filter(([, paths]) => paths.size > 1).map(([key, paths]) => `${key}: ${[...paths].join(', ')}`)).toEqual([]);
});

test('no file reads a list by its address under a key of its own', () => {
  expect(sources.filter((path) => /readAll/.test(readFileSync(path, 'utf8')))).toEqual(['web/data/by-address.ts']);
});
