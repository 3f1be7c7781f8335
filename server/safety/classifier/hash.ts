/** A hash that is being made: FNV-1a, the same on every machine. */
export type Hash = number;

export const emptyHash: Hash = 0x811c9dc5;

export function hashMore(hash: Hash, text: string): Hash {
  let state = hash;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return state;
}

/** Its bits mixed once more: whole numbers below 2³². */
export function endHash(hash: Hash): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) >>> 0;
}

export interface HashIndex {
  /** Where the hash stands; -1: nowhere. */
  find(hash: number): number;
}

/** Finds a hash among many in one look, mostly: open addressing over the hashes as they are, which takes a tenth of a Map's memory. */
export function createHashIndex(hashes: Uint32Array): HashIndex {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, hashes.length * 2)));
  /** By the last bits of the hash, the place it stands at and one; 0: none. */
  const slots = new Uint32Array(size);
  const slotOf = (hash: number) => hash & (size - 1);
  for (let at = 0; at < hashes.length; at += 1) {
    let slot = slotOf(hashes[at] as number);
    while (slots[slot] !== 0) slot = slotOf(slot + 1);
    slots[slot] = at + 1;
  }
  return {
    find(hash) {
      for (let slot = slotOf(hash); slots[slot] !== 0; slot = slotOf(slot + 1)) {
        const at = (slots[slot] as number) - 1;
        if (hashes[at] === hash) return at;
      }
      return -1;
    },
  };
}
