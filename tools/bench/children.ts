import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';

/** Every process we started, so that none outlives us. */
const alive = new Set<ChildProcess>();
process.once('exit', killAll);

/** At once, whatever they are doing. */
export function killAll(): void {
  for (const child of alive) child.kill('SIGKILL');
}

export interface Spawning {
  readonly file: string;
  readonly words?: readonly string[];
  readonly nodeWords?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Where its output goes: a log to a pipe that we must read would cost us time while we measure. */
  readonly logFile: string;
}

/** Starts one of our TypeScript programs under this very Node.js, with nothing of our own environment but the path. */
export function start({ file, words = [], nodeWords = [], environment = {}, logFile }: Spawning): ChildProcess {
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...nodeWords, file, ...words], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', log, log, 'ipc'],
  });
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  return child;
}

/** Asks it to end and waits for that; kills it after 15 s. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(tooLong);
}
