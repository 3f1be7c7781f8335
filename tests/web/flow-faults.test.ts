import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Every kind of fault that the check of flows can find is said in the app, in its reader's language. */

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const codes = new Set(
  globSync('server/flows/{check,drafts}/*.ts', { cwd: root })
    .filter((path) => !path.endsWith('.test.ts'))
    .flatMap((path) => [...read(path).matchAll(/\b(?:fault|warning)\(\s*'([a-z_]+)'/g)].map(([, code]) => code as string)),
);

it.each(['en', 'ur', 'sw'])('in %s', (language) => {
  const said = JSON.parse(read(`web/locales/${language}/flows.json`)).fault;
  expect(codes.size).toBeGreaterThan(25);
  expect([...codes].filter((code) => !Object.hasOwn(said, code))).toEqual([]);
});
