import { changedBlock, emptyBlock } from '../block.ts';
import { extract } from '../extract.ts';
import { toKept } from '../keep.ts';
import type { Opened } from '../memories.ts';
import { recallFrom } from '../recall.ts';
import { vectorOf } from '../vectors.ts';

/** By language: something somebody said, and what they write later that it matters to. */
export type RecallCases = Readonly<Record<string, readonly (readonly [memory: string, message: string])[]>>;

let made = 0;
const ids = { next: () => `memory-${made++}` } as Parameters<typeof toKept>[0]['ids'];

/** Memories as if they had been kept. */
export function openedOf(texts: readonly string[], at: Date): Opened {
  const added = texts.map((text) => {
    const [draft] = extract(text, null);
    const plain = { kind: 'fact', text, importance: 0.6, sensitive: false, about: [], persons: [], label: null } as const;
    return { memory: toKept({ ids }, { ...(draft ?? plain), text, at, messageId: null }), vector: vectorOf(text) };
  });
  const block = changedBlock(emptyBlock, new Set(), added);
  const known = { blocks: [], forgotten: [], skip_to: null, safety: [] };
  return { known, blocks: [{ id: 'one', version: 1, block }], forgotten: new Set(), watching: false };
}

/** How often the right one is among five, with the memories of all languages to choose from. */
export function measureRecall(cases: RecallCases, at: Date) {
  const all = Object.entries(cases).flatMap(([language, pairs]) => pairs.map(([memory, message]) => ({ language, memory, message })));
  const opened = openedOf(
    all.map(({ memory }) => memory),
    at,
  );
  const missed = all.filter(({ memory, message }) => !recallFrom(opened, message, { limit: 5, at }).some(({ text }) => text === memory));
  const first = all.filter(({ memory, message }) => recallFrom(opened, message, { limit: 1, at })[0]?.text === memory).length;
  return { cases: all.length, found: all.length - missed.length, first, missed };
}
