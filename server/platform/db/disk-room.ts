import { statfsSync } from 'node:fs';
import type { Log } from '#platform/log.ts';
import { DatabaseUnreachable } from './statement.ts';

/**
 * With less than this left on its disk nothing is asked of the embedded database. A statement that finds no room fails and no harm is done; but when there
 * is no room for the next 16 MiB of its log, a server would end and start again, and the embedded one stands still for ever.
 */
export const roomLeast = 64 * 1024 * 1024;

/** Bytes that may still be written below `folder`. */
export function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Throws `DatabaseUnreachable` as long as there is too little room; says once that it is so, and once that it is over. */
export function createRoomCheck(room: () => number, log: Log): () => void {
  let full = false;
  return () => {
    const now = room() < roomLeast;
    if (now && !full) log.error({ part: 'database' }, 'the disk is full: nothing is taken in or sent until there is room again');
    if (full && !now) log.warn({ part: 'database' }, 'there is room on the disk again, and work goes on');
    full = now;
    if (full) throw new DatabaseUnreachable('The disk of the embedded database is full.');
  };
}
