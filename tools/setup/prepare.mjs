// What every command needs before it can run: the dependencies, and a Node.js that runs TypeScript directly.
// Plain JavaScript for Node 18 and newer, with no dependencies, because it runs before there are any.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project, wherever the command was started from. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const NODE_WANTED = 24;

/** A fault of the machine that a person can mend; shown as one sentence, without a stack. */
export class CannotPrepare extends Error {}

/** Sees to dependencies and Node.js; returns the path of the Node.js to run. Costs a few milliseconds when all is there. */
export function prepare(folder = root, machine = thisMachine) {
  installDependencies(folder, machine);
  return findNode(folder, machine);
}

/** What the set-up asks of the machine; tests hand in their own. */
export const thisMachine = {
  version: process.version,
  executable: process.execPath,
  /** All progress goes to stderr: stdout belongs to the command. */
  say: (sentence) => process.stderr.write(`${sentence}\n`),
  install: (folder) => runNpm(folder, ['install', '--no-save', '--loglevel=error']),
  placeNode: (folder) => run(process.execPath, ['installArchSpecificPackage.js'], join(folder, 'node_modules', 'node')),
  versionOf: (executable) => (spawnSync(executable, ['--version'], { encoding: 'utf8' }).stdout || '').trim(),
};

function installDependencies(folder, machine) {
  const stamp = join(folder, 'node_modules', '.baraza-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(folder)) return;
  machine.say('Installing what Baraza needs; the first time this takes up to a minute …');
  const trouble = machine.install(folder);
  if (trouble) throw new CannotPrepare(`The dependencies could not be installed, so Baraza did not start; npm said:\n${trouble}`);
  // Written last, so that an interrupted installation is done again.
  writeFileSync(stamp, fingerprint(folder));
}

/** Changes whenever the wanted dependencies do; dates of files would not survive a checkout or a copy. */
export function fingerprint(folder) {
  const hash = createHash('sha256');
  for (const name of ['package.json', 'package-lock.json']) {
    const path = join(folder, name);
    hash.update(existsSync(path) ? readFileSync(path) : '');
  }
  return hash.digest('hex');
}

/** This Node.js when it is new enough, else the one that the npm package `node` brought. */
export function findNode(folder, machine = thisMachine) {
  if (major(machine.version) >= NODE_WANTED) return machine.executable;
  const brought = join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const works = () => existsSync(brought) && major(machine.versionOf(brought)) >= NODE_WANTED;
  if (works()) return brought;
  // The package places the program from its install script, which npm skips where scripts are switched off.
  machine.placeNode(folder);
  if (works()) return brought;
  throw new CannotPrepare(
    `Baraza needs Node.js ${NODE_WANTED} or newer, this is ${machine.version} and the npm package "node" has none that runs on this machine: install Node.js ${NODE_WANTED} and run the same command again.`,
  );
}

function major(version) {
  return Number.parseInt(version.replace(/^v/, ''), 10) || 0;
}

/** The npm that started us, else the one on the path. Returns what it complained about, or nothing when all went well. */
function runNpm(folder, words) {
  const own = process.env.npm_execpath;
  if (own && /npm-cli\.c?js$/.test(own)) return run(process.execPath, [own, ...words], folder);
  return run('npm', words, folder, process.platform === 'win32');
}

function run(program, words, folder, shell = false) {
  const ended = spawnSync(program, words, { cwd: folder, shell, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (ended.status === 0) return '';
  return ended.error ? ended.error.message : `${ended.stderr}${ended.stdout}`.trim() || `it ended with ${ended.status ?? ended.signal}`;
}
