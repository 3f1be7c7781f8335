import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the program's own files are, whether it runs from its sources or from the bundle that `npm start` makes. */

const here = fileURLToPath(import.meta.url);
const bundled = here.endsWith('.js');

/** The project's folder: where package.json is. */
export const projectFolder = findUp(dirname(here));

function findUp(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`There is no package.json above ${here}.`);
  return findUp(parent);
}

/** A program of ours that runs on its own (a thread, a child process), by its source's path in the project. */
export function programFile(source: string): string {
  return bundled ? join(dirname(here), basename(source).replace(/\.ts$/, '.js')) : join(projectFolder, source);
}

/** As package.json says it. */
export function readVersion(): string {
  const text = readFileSync(join(projectFolder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
