import { accessSync, constants, linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BadStart } from './errors.ts';

/** Makes the data folder when it is missing. Throws `BadStart` with what is in the way. */
export function makeDataFolder(folder: string): void {
  // Step by step: Node's own "recursive" asks for ever in folders such as /proc, where nothing can be made.
  for (const step of missingSteps(folder)) make(folder, step);
}

/** Throws `BadStart` when the folder could not be used; leaves nothing behind. */
export function tryDataFolder(folder: string): void {
  const [first] = missingSteps(folder);
  if (first === undefined) {
    attempt(folder, () => accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK));
  } else if (make(folder, first)) {
    attempt(folder, () => rmdirSync(first));
  }
}

/** False: somebody else just made it. */
function make(folder: string, step: string): boolean {
  return attempt(folder, () => {
    try {
      mkdirSync(step, { mode: 0o700 });
      return true;
    } catch (error) {
      if (statSync(step, { throwIfNoEntry: false })?.isDirectory()) return false;
      throw error;
    }
  });
}

/** The folders that are to be made, the outermost first. */
function missingSteps(folder: string): string[] {
  const steps: string[] = [];
  for (let step = folder; ; step = dirname(step)) {
    const found = attempt(folder, () => statSync(step, { throwIfNoEntry: false }));
    if (found?.isDirectory()) return steps.reverse();
    if (found) throw badFolder(folder, step === folder ? 'it is a file' : `${step} is a file`);
    steps.push(step);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is mounted read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'nothing can be made there',
  EEXIST: 'something else is in its place',
  ENOTDIR: 'part of the path is a file',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
};

function attempt<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw badFolder(folder, reasons[code] ?? message);
  }
}

function badFolder(folder: string, reason: string): BadStart {
  return new BadStart([
    `BARAZA_DATA_DIR: the folder ${folder} cannot be used: ${reason}. Name another one, or make it writable for this user.`,
  ]);
}

/**
 * Keeps a second process out of the data folder: two embedded databases on one folder destroy it. The lock names a process
 * by its number and the moment it began, so a lock left by SIGKILL, even one whose number was given to another process
 * since, is recognised at once.
 */
export function lockDataFolder(folder: string): { release(): void } {
  makeDataFolder(folder);
  const path = join(folder, 'lock');
  const me = `${process.pid} ${statOf(process.pid)?.start ?? 'unknown'}`;
  for (let trial = 0; trial < 3; trial += 1) {
    if (tryLock(path, me)) return { release: () => releaseLock(path, me) };
    const holder = readLock(path);
    if (holder && isAlive(holder)) {
      throw new BadStart([
        `Another Baraza (process ${holder.split(' ')[0]}) is using the data folder ${folder}. Stop it first, or set BARAZA_DATA_DIR to another folder.`,
      ]);
    }
    removeStale(path, holder);
  }
  throw new BadStart([`The lock ${path} cannot be taken. Is another Baraza starting at the same moment?`]);
}

function tryLock(path: string, content: string): boolean {
  // Written aside and then given its name: nobody ever sees it without its content, which would look like a stale one.
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, content, { mode: 0o600 });
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw badFolder(dirname(path), reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message);
  } finally {
    rmSync(draft, { force: true });
  }
}

function readLock(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // Gone between two looks: its holder just ended.
  }
}

function removeStale(path: string, expected: string | null): void {
  // Read again right before removing, so that a lock another starter has just taken is left alone.
  if (readLock(path) === expected) releaseLock(path, expected ?? '');
}

function releaseLock(path: string, content: string): void {
  try {
    if (readFileSync(path, 'utf8') === content) unlinkSync(path);
  } catch {
    // Already gone.
  }
}

function isAlive(holder: string): boolean {
  const [pid, start] = holder.split(' ');
  const number = Number(pid);
  if (!Number.isInteger(number) || number <= 0) return false;
  try {
    process.kill(number, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const now = statOf(number);
  // One that was killed and not yet collected by its parent holds nothing any more.
  if (now?.state === 'Z') return false;
  return now === null || start === undefined || start === 'unknown' || now.start === start;
}

/** A process's state, and when it began in clock ticks since boot (Linux: /proc/<pid>/stat, fields 3 and 22); null where unknown. */
function statOf(pid: number): { state: string | undefined; start: string | undefined } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in brackets, may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], start: fields[19] };
  } catch {
    return null;
  }
}
