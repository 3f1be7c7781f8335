import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Pages that name a test as proof for each of their rows: nothing is promised, and no hazard said to be met, without a test of that very title. */
const pages: readonly { file: string; under?: string; first: string; proved: RegExp; least: number }[] = [
  { file: 'running/promises.md', first: '| Proof ', proved: /\.test\.ts\): "|npm run test:crash/, least: 30 },
  { file: 'running/flows.md', under: '## What happens when …', first: '| | |', proved: /\.test\.ts\): "/, least: 15 },
  { file: 'safety/hazards.md', first: '| Id ', proved: /\.test\.ts\): "|\| none yet \|$/, least: 25 },
];

describe.each(pages)('docs/$file', ({ file, under = '', first, proved, least }) => {
  const page = join(import.meta.dirname, '../../docs', file);
  const whole = readFileSync(page, 'utf8');
  const rows = whole
    .slice(Math.max(whole.indexOf(under), 0))
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith(first));

  /** "[turns](path): "one"; "two"; [model](path): "three"" → each title with its file. */
  const proofs = rows.flatMap((row) =>
    [...row.matchAll(/\]\(([^)]+\.test\.ts)\):((?: "(?:[^"\\]|\\.)*";?)+)/g)].flatMap(([, path = '', titles = '']) =>
      [...titles.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, title = '']) => ({ path, title: title.replaceAll('\\"', '"') })),
    ),
  );

  it('names a test in every row', () => {
    expect(proofs.length).toBeGreaterThan(least);
    expect(rows.filter((row) => !proved.test(row))).toEqual([]);
  });

  it.each(proofs)('$path has "$title"', ({ path, title }) => {
    const source = readFileSync(join(page, '..', path), 'utf8');
    // The title of a test, not a word somewhere: of a row of tests it may begin with the row's own name.
    const escaped = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    expect(source).toMatch(
      new RegExp(`\\b(?:it|test)(?:\\.\\w+)?\\([^\\n]*?['"\`](?:%s )?${escaped}['"\`]|\\)\\(\\s*'(?:%s )?${escaped}'`),
    );
  });
});
