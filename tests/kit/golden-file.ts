import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A file of golden cases, as `npm run check` wants it: who keeps a rewritten one has nothing to format. */
export function writeGolden(file: URL | string, cases: unknown): void {
  writeFileSync(file, goldenText(cases));
}

export function goldenText(cases: unknown): string {
  // Under this very Node.js and without a shell, so that it is the same on every system.
  return execFileSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--stdin-file-path=golden.json'], {
    cwd: root,
    input: JSON.stringify(cases, null, 2),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}
