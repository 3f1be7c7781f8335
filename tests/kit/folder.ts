import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that is gone when the tests are. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baraza-test-'));
  folders.push(folder);
  return folder;
}
