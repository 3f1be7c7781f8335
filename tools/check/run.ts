import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildWeb } from '#tools/setup/build-web.mjs';
import { webFolder } from '#tools/web/config.ts';
import { findHeavyPages } from '#tools/web/sizes.ts';
import { checkArchitecture, describeFault } from './architecture.ts';
import { readImportGraph } from './import-graph.ts';
import { findLicenceFaults } from './licences.ts';
import { findUntidy } from './tidy.ts';
import { readTrackedFiles } from './tracked-files.ts';

/** `npm run check`: everything that can be known of the code without running it, in seconds. */

const root = join(import.meta.dirname, '../..');

/** The server's, and one for each folder that has its own: code for the browser, code that must run without either. */
const typeScriptProjects = [
  'tsconfig.json',
  'contract/tsconfig.json',
  'web/tsconfig.json',
  'tests/browser/tsconfig.json',
  'tools/bench/inbox/tsconfig.json',
];

/** A check prints what it found and answers how many faults there were. */
const checks: [string, () => number | Promise<number>][] = [
  ['Style and likely mistakes (biome)', () => program('biome', ['check', '--error-on-warnings', '.'])],
  ...typeScriptProjects.map((project): [string, () => number] => [`Types (${project})`, () => program('tsc', ['--noEmit', '-p', project])]),
  ['Architecture', () => list(checkArchitecture(readImportGraph(root)).map(describeFault))],
  ['Tidiness', tidiness],
  ['Size of the app', sizeOfApp],
  ['Licences', () => list(findLicenceFaults(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages))],
];

function program(name: string, words: string[]): number {
  // Under this very Node.js and without a shell, so that it is the same on every system.
  const entry = { biome: '@biomejs/biome/bin/biome', tsc: 'typescript/bin/tsc' }[name] ?? name;
  return spawnSync(process.execPath, [join(root, 'node_modules', entry), ...words], { cwd: root, stdio: 'inherit' }).status === 0 ? 0 : 1;
}

function list(faults: readonly string[]): number {
  for (const fault of faults) console.log(`  ${fault}`);
  return faults.length;
}

/** Builds the app when it changed, as `npm start` does. */
async function sizeOfApp(): Promise<number> {
  await buildWeb(process.execPath, root);
  const { faults, summary } = findHeavyPages(webFolder);
  console.log(`  ${summary}`);
  return list(faults);
}

function tidiness(): number {
  const files = readTrackedFiles(root);
  return list(typeof files === 'string' ? [files] : findUntidy(files, placesOfThisMachine()));
}

/** Folders that every machine has say nothing about this one. */
const ORDINARY = new Set(['/', '/app', '/home', '/mnt', '/opt', '/root', '/srv', '/tmp', '/usr', '/usr/src', '/var', '/var/lib']);

/** Its folders, and the host its packages come from. */
function placesOfThisMachine(): string[] {
  const folders = [root, dirname(root)].filter((folder) => !ORDINARY.has(folder)).map((folder) => `${folder}/`);
  const asked = spawnSync('npm', ['config', 'get', 'registry'], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  return URL.canParse(asked.stdout ?? '') ? [...folders, new URL(asked.stdout).host] : folders;
}

let faulty = 0;
for (const [name, check] of checks) {
  const faults = await check();
  console.log(`${faults === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  if (faults > 0) faulty += 1;
}
if (faulty > 0) {
  console.log(`\n${faulty} of ${checks.length} checks found something to mend.`);
  process.exitCode = 1;
}
