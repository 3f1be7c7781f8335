import { readFileSync } from 'node:fs';

/** What Linux says of a process (proc(5)); elsewhere there is nothing to read and every figure is zero. */

/** The kernel counts processor time in ticks; 100 a second on every Linux that we know of (sysconf _SC_CLK_TCK). */
const ticksPerSecond = 100;

/** Processor seconds of all its threads, since it began. */
export function cpuSeconds(pid: number): number {
  // The name, in brackets, may hold spaces; the fields after it do not. utime and stime are the 14th and 15th of all.
  const fields = readProc(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond;
}

export interface Memory {
  /** Resident now, in MB (1024 × 1024 bytes). */
  readonly now: number;
  /** The most it ever was since the process began. */
  readonly peak: number;
}

export function memoryOf(pid: number): Memory {
  const status = readProc(pid, 'status');
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
