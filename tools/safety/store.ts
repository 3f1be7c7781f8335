import { type Border, gates, kinds, type Stored, type StoredTable } from '#safety/classifier/classify.ts';
import { writeGaps } from '#safety/classifier/gaps.ts';
import type { Learnt } from './descend.ts';

/** Of what danger is about: the parts that say most. */
const kindPartsKept = 12_000;

/** In whole numbers of eight bits, of the parts that say something. `numbers`: by hash; `at`: the threshold of each border. */
export function store(
  numbers: ReadonlyMap<number, number>,
  learnt: Readonly<Record<Border, Learnt>>,
  at: Readonly<Record<Border, number>>,
): Stored {
  const table = (names: readonly Border[], most: number): StoredTable => {
    const tops = new Map(names.map((name) => [name, topOf(learnt[name])]));
    const say = (number: number) => Math.max(...names.map((name) => Math.abs(learnt[name][number] as number) / (tops.get(name) as number)));
    const told = [...numbers].map(([hash, number]) => ({ hash, number, says: say(number) })).filter(({ says }) => says > 0);
    const kept = told.sort((one, other) => other.says - one.says || one.hash - other.hash).slice(0, most);
    kept.sort((one, other) => one.hash - other.hash);
    const border = (name: Border) => {
      const scale = (tops.get(name) as number) / 127;
      const weights = Int8Array.from(kept, ({ number }) => Math.round((learnt[name][number] as number) / scale));
      return { scale, start: (learnt[name].at(-1) as number) - at[name], weights: Buffer.from(weights.buffer).toString('base64') };
    };
    return {
      hashes: writeGaps(Uint32Array.from(kept, ({ hash }) => hash)),
      borders: Object.fromEntries(names.map((name) => [name, border(name)])),
    };
  };
  return { gates: table(gates, Number.POSITIVE_INFINITY), kinds: table(kinds, kindPartsKept) };
}

const topOf = (learnt: Learnt) => learnt.slice(0, -1).reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
