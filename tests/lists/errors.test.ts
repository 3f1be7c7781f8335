import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createTestApp } from '#tests/kit/app.ts';
import { describeErrors, generateErrors } from '#tools/generate/errors.ts';

const app = await createTestApp();
afterAll(() => app.server.close());
const root = join(import.meta.dirname, '../..');

/** Where a code stands in the source: in a refusal, or in an answer made by hand. */
const written = /(?:\bRefusal\(|\berrorBody\(|\brefuse\([^,]+,\s*\d+,|\brefuse\(\s*reply\.[^\n]+,\s*\d+,)\s*'([a-z_.]+)'/g;

it('declares every code that the program answers with', () => {
  const files = globSync('{server,modules}/**/*.ts', { cwd: root }).filter((path) => !/\.test\.ts$|testdata|node_modules/.test(path));
  const used = files.flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(written)].map((found) => ({ path, code: found[1] ?? '' })),
  );
  expect(used.length).toBeGreaterThan(20);
  expect(used.filter(({ code }) => !app.registry.errors.has(code))).toEqual([]);
});

it('says in docs/reference/errors.md what each code means', () => {
  const page = readFileSync(join(root, 'docs/reference/errors.md'), 'utf8');
  expect(page, 'Run: npm run generate').toBe(describeErrors(app.registry));
});

it('generates that page without a running program, and forgets nothing', () => {
  expect(generateErrors()).toBe(describeErrors(app.registry));
});
