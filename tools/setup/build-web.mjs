// Builds the app for browsers into build/web. In a process of its own, which takes its memory with it when it ends.
// Plain JavaScript for Node 18 and newer, like everything in this folder.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { whenChanged } from './changed.mjs';
import { CannotPrepare, root } from './prepare.mjs';

const sources = ['contract', 'web', 'modules', 'package-lock.json', 'tools/web'];

/** The server's part of a module is no source of the app's; nor is what people read or tests. */
const isNoSource = (path) => /^modules\/[^/]+\/server$|\.test\.tsx?$|\.md$/.test(path);

/** Builds when a source is newer than what was built. `node` runs TypeScript. */
export async function buildWeb(node, folder = root) {
  await whenChanged({ folder, out: join(folder, 'build', 'web'), sources, skip: isNoSource }, () => build(node, folder));
}

function build(node, folder) {
  return new Promise((resolve, reject) => {
    const words = ['--disable-warning=ExperimentalWarning', join('tools', 'web', 'build.ts')];
    const child = spawn(node, words, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (part) => {
      said += part;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new CannotPrepare(`The app for browsers could not be built: ${said.trim() || `the build ended with ${code}`}`));
    });
  });
}
