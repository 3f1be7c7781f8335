import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { BadStart } from './errors.ts';

/**
 * Keeps a second process out of the data folder: two embedded databases on one folder destroy it. The lock names a process
 * by its number and the moment it began, so a lock left by SIGKILL, even one whose number was given to another process
 * since, is recognised at once.
 */
export function lockDataFolder(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'lock');
  const me = `${process.pid} ${startOf(process.pid) ?? 'unknown'}`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
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
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, content);
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new BadStart([`The data folder cannot be written: ${(error as Error).message}`]);
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
  const now = startOf(number);
  return now === null || start === undefined || start === 'unknown' || now === start;
}

/** When a process began, in clock ticks since boot (Linux: field 22 of /proc/<pid>/stat); null where it cannot be known. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in brackets, may hold spaces and brackets itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
