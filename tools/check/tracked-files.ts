import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrackedFile } from './tidy.ts';

/** What is committed or would be: what git ignores is nobody's business. A sentence where git cannot say it. */
export function readTrackedFiles(root: string): TrackedFile[] | string {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (listed.status !== 0) {
    const [why] = (listed.error?.message ?? listed.stderr).split('\n');
    return `This looks at the files that git knows, and git lists none here (${why}). Run it in a git checkout.`;
  }
  return listed.stdout
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return { path, text: text.includes('\0') ? '' : text };
    });
}
