/** A hash that is being made: FNV-1a, the same on every machine. */
export type Hash = number;

export const emptyHash: Hash = 0x811c9dc5;

export function hashMore(hash: Hash, text: string): Hash {
  let state = hash;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return state;
}

export const hashNumber = (hash: Hash, number: number): Hash =>
  Math.imul(Math.imul(hash ^ number, 0x01000193) ^ (number >>> 8), 0x01000193);

/** The same for one letter. */
export const hashLetter = (hash: Hash, code: number): Hash => Math.imul(hash ^ code, 0x01000193);

/** Its bits mixed once more: whole numbers below 2³². */
export function endHash(hash: Hash): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) >>> 0;
}

export interface HashIndex {
  /** Where the hash stands, the first time; -1: nowhere. */
  find(hash: number): number;
}

/** So many bits of a slot say where the hash stands, the others how it begins: mostly a look at the slot says that it is another one. */
const placeBits = 17;
const places = 2 ** placeBits - 1;

/** Finds a hash among many that are sorted in one look, mostly: open addressing, which takes a tenth of a Map's memory. */
export function createHashIndex(hashes: Uint32Array): HashIndex {
  if (hashes.length >= places) throw new Error(`${hashes.length} hashes are more than an index can hold.`);
  const mask = 2 ** Math.ceil(Math.log2(Math.max(2, hashes.length * 1.5))) - 1;
  /** By the last bits of the hash, the place it stands at and one, and its first bits; 0: none. */
  const slots = new Uint32Array(mask + 1);
  for (let at = 0; at < hashes.length; at += 1) {
    const hash = hashes[at] as number;
    if (at > 0 && hash === hashes[at - 1]) continue;
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = ((hash >>> placeBits) << placeBits) | (at + 1);
  }
  return {
    find(hash) {
      const begins = hash >>> placeBits;
      for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
        const value = slots[slot] as number;
        if (value === 0) return -1;
        if (value >>> placeBits === begins && hashes[(value & places) - 1] === hash) return (value & places) - 1;
      }
    },
  };
}

/** Gathers hashes, each once, in their order. */
export interface HashCollector {
  /** False: it was there. */
  add(hash: number): boolean;
  /** What was gathered, as its own; begins anew. */
  take(): Uint32Array;
  /** Begins anew. */
  clear(): void;
}

/** At most `most`; what is more is left out. Uses the same memory again and again: a Set of numbers for each sentence takes three times as long. */
export function createCollector(most: number): HashCollector {
  const mask = 2 ** Math.ceil(Math.log2(most * 2)) - 1;
  const slots = new Uint32Array(mask + 1);
  /** In which round a slot was filled: emptying it is beginning the next. */
  const filled = new Uint32Array(mask + 1);
  const order = new Uint32Array(most);
  let round = 1;
  let count = 0;
  return {
    add(hash) {
      let slot = hash & mask;
      while (filled[slot] === round) {
        if (slots[slot] === hash) return false;
        slot = (slot + 1) & mask;
      }
      if (count === most) return true;
      filled[slot] = round;
      slots[slot] = hash;
      order[count] = hash;
      count += 1;
      return true;
    },
    take() {
      const gathered = order.slice(0, count);
      this.clear();
      return gathered;
    },
    clear() {
      round += 1;
      count = 0;
    },
  };
}
