import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** docs/running/promises.md: nothing is promised without a test of that very title. */

const page = join(import.meta.dirname, '../../docs/running/promises.md');
const rows = readFileSync(page, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Proof '));

/** "[turns](path): "one"; "two"; [model](path): "three"" → each title with its file. */
const proofs = rows.flatMap((row) =>
  [...row.matchAll(/\]\(([^)]+\.test\.ts)\):((?: "(?:[^"\\]|\\.)*";?)+)/g)].flatMap(([, path = '', titles = '']) =>
    [...titles.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, title = '']) => ({ path, title: title.replaceAll('\\"', '"') })),
  ),
);

it('names a test for every promise', () => {
  expect(proofs.length).toBeGreaterThan(30);
  expect(rows.filter((row) => !/\.test\.ts\): "|npm run test:crash/.test(row))).toEqual([]);
});

it.each(proofs)('$path has "$title"', ({ path, title }) => {
  const source = readFileSync(join(page, '..', path), 'utf8');
  // The title of a test, not a word somewhere: of a row of tests it may begin with the row's own name.
  const escaped = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  expect(source).toMatch(new RegExp(`\\b(?:it|test)(?:\\.\\w+)?\\([^\\n]*?['"\`](?:%s )?${escaped}['"\`]|\\)\\(\\s*'(?:%s )?${escaped}'`));
});
