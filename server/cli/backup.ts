import { resolve } from 'node:path';
import { BadCommand, readOptions } from '#platform/command-line.ts';
import { backUpCopy, backUpServer } from '../boot/backup.ts';
import type { RunningProgram } from '../boot/control.ts';
import { move } from '../boot/move.ts';
import { restore } from '../boot/restore.ts';
import { parseEnvironment, say } from './terminal.ts';

/** Throws `BadCommand`. */
export function readBackupWish(words: readonly string[]): { into: string } {
  return { into: folderOf(words, 'into') };
}

/** Throws `BadCommand`. */
export function readRestoreWish(words: readonly string[]): { from: string } {
  return { from: folderOf(words, 'from') };
}

/** Throws `BadCommand`. */
export function readMoveWish(words: readonly string[]): { to: string } {
  const { to } = readOptions(words, { to: { type: 'string' } });
  if (to === undefined || !/^postgres(ql)?:\/\//.test(to))
    throw new BadCommand('--to must be the address of a PostgreSQL server: postgres://user:password@host:5432/name.');
  return { to };
}

/** The running server has another working folder than the person at the terminal. */
function folderOf(words: readonly string[], name: string): string {
  const folder = readOptions(words, { [name]: { type: 'string' } })[name];
  if (typeof folder !== 'string') throw new BadCommand(`--${name} FOLDER is missing.`);
  return resolve(folder);
}

/** `baraza backup`: everything but the secret key, while the server runs or not. */
export async function backUp({ into }: { into: string }, onProgram: OnProgram): Promise<number> {
  const environment = parseEnvironment();
  if (!environment) return 1;
  const { config } = environment;
  if (config.databaseUrl !== null) {
    await backUpServer(config, { into, say });
    return 0;
  }
  return onProgram(async ({ copyDatabase }) => {
    await backUpCopy(config, copyDatabase, { into, say });
    return 0;
  });
}

type OnProgram = (work: (program: Pick<RunningProgram, 'copyDatabase'>) => Promise<number>) => Promise<number>;

/** `baraza restore`: into an empty installation. Ends with 1 when files are missing. */
export async function restoreBackup({ from }: { from: string }): Promise<number> {
  const environment = parseEnvironment();
  if (!environment) return 1;
  const bad = await restore(environment.config, { from, say });
  if (bad.length > 0) {
    say(`${bad.length} files of the backup are missing or damaged:`);
    for (const key of bad.slice(0, 20)) say(`  ${key}`);
  }
  say(
    `Who was erased since the backup was made is back. Put erased.jsonl of the installation it comes from into ${environment.config.dataFolder} before you start it: they are erased again then.`,
  );
  say(
    'Start it with "npm start". It takes what comes in and sends nothing: when you are sure that the installation it comes from does not run any more, run "npm run baraza -- resume".',
  );
  return bad.length > 0 ? 1 : 0;
}

/** `baraza resume`: what a restore stopped goes on. */
export async function resume(program: Pick<RunningProgram, 'resume'>): Promise<number> {
  const { channels, subscriptions } = await program.resume();
  for (const name of channels) say(`${name} sends again.`);
  if (subscriptions > 0) say(`${subscriptions} webhook subscriptions are told again.`);
  if (channels.length + subscriptions === 0) say('Nothing waits for a confirmation.');
  else say('What was still to be sent when the backup was made is in GET /api/failed-sends, for people to decide.');
  return 0;
}

/** `baraza move`: from the embedded database to a server. */
export async function moveDatabase({ to }: { to: string }): Promise<number> {
  const environment = parseEnvironment();
  if (!environment) return 1;
  await move(environment.config, { to, say });
  say('Set DATABASE_URL to that address and start. Keep the data folder: files and the secret key stay there.');
  return 0;
}
