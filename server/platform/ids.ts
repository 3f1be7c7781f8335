import { randomFillSync } from 'node:crypto';
import type { Clock } from './clock.ts';

/** The only source of new identifiers and randomness; seeded in tests so that a run can be repeated. */
export interface Ids {
  /** A new UUID, version 7. */
  next(): string;
  /** `size` random bytes (keys, tokens, nonces). */
  bytes(size: number): Buffer;
  /** A number in [0, 1), for jitter. */
  fraction(): number;
}

/** UUID version 7 (RFC 9562 §5.7): 48 bits of milliseconds, 12 bits that count within one, 62 random bits. */
export function createIds(clock: Clock, fill: (target: Buffer) => void = (target) => randomFillSync(target)): Ids {
  let lastMillisecond = 0;
  let counter = 0;
  const pool = Buffer.alloc(8 * 256);
  let used = pool.length;

  function next(): string {
    // Ids made within one millisecond, or after the clock stepped back, still sort in the order they were made.
    lastMillisecond = Math.max(clock.now().getTime(), lastMillisecond);
    counter += 1;
    if (counter > 0xfff) {
      lastMillisecond += 1;
      counter = 0;
    }
    if (used + 8 > pool.length) {
      fill(pool);
      used = 0;
    }
    const bytes = Buffer.allocUnsafe(16);
    bytes.writeUIntBE(lastMillisecond, 0, 6);
    bytes.writeUInt16BE(0x7000 | counter, 6);
    pool.copy(bytes, 8, used, used + 8);
    used += 8;
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    const hex = bytes.toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  function bytes(size: number): Buffer {
    const result = Buffer.alloc(size);
    fill(result);
    return result;
  }

  return { next, bytes, fraction: () => bytes(4).readUInt32BE(0) / 0x1_0000_0000 };
}

/** The first id that could have been made at a moment, as `first_id_at` in the database: what came since is `id >= firstIdAt(moment)`. */
export function firstIdAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** When an id was made. */
export function madeAt(id: string): Date {
  return new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16));
}
