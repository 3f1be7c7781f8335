import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readTrackedFiles } from './tracked-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baraza-tracked-'));
  mkdirSync(join(folder, 'server'));
  writeFileSync(join(folder, 'server/main.ts'), 'start();');
  writeFileSync(join(folder, 'picture.png'), 'a\0b');
  writeFileSync(join(folder, 'secret.env'), 'KEY=1');
  writeFileSync(join(folder, '.gitignore'), '*.env');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('reads what is committed or would be, and nothing that git ignores', () => {
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  expect(readTrackedFiles(folder)).toEqual([
    { path: '.gitignore', text: '*.env' },
    { path: 'picture.png', text: '' },
    { path: 'server/main.ts', text: 'start();' },
  ]);
});

it('says in one sentence what is missing where there is no git checkout', () => {
  expect(readTrackedFiles(folder)).toMatch(/^This looks at the files that git knows, .+\. Run it in a git checkout\.$/);
});
