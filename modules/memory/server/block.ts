import { z } from 'zod';
import { BoundedMap } from '#platform/bounded-map.ts';
import type { Scope } from '#platform/scope.ts';
import { vectorModel } from './vectors.ts';

/** One thing that is remembered, as it is stored. */
const Kept = z.object({
  id: z.string(),
  kind: z.enum(['fact', 'episode']),
  text: z.string(),
  at: z.number(),
  message: z.string().nullable(),
  importance: z.number(),
  sensitive: z.boolean(),
  about: z.array(z.string()),
  persons: z.array(z.string()),
  label: z.string().nullable(),
});
export type Kept = z.infer<typeof Kept>;

/** Memories of one contact, with their vectors behind each other: sealed together, because thousands of them are read at once. */
export interface Block {
  readonly memories: readonly Kept[];
  readonly vectors: Int8Array;
}

export const blockSize = 256;
const { dimensions } = vectorModel;

const placeOf = (id: string) => ({ table: 'memory_blocks', column: 'sealed_block', row: id });

export function sealBlock({ key }: Pick<Scope, 'key'>, id: string, { memories, vectors }: Block): string {
  return key.seal(
    placeOf(id),
    JSON.stringify({ memories, vectors: Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength).toString('base64') }),
  );
}

function openBlock({ key }: Pick<Scope, 'key'>, id: string, sealed: string): Block {
  // What this program sealed it need not check again: five thousand of them would take longer than finding the right one.
  const { memories, vectors } = JSON.parse(key.open(placeOf(id), sealed)) as { memories: Kept[]; vectors: string };
  const bytes = Buffer.from(vectors, 'base64');
  return { memories, vectors: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}

/** So many are kept open: ten megabytes at most. Somebody who writes all day is read from the database once. */
const openMax = 64;
const open = new BoundedMap<string, { readonly version: number; readonly block: Block }>(openMax);

/** As `openBlock`, for what may have been opened a moment ago; `read` brings what is sealed of those that were not. */
export async function openBlocks(
  scope: Pick<Scope, 'key' | 'organization'>,
  rows: readonly { readonly id: string; readonly version: number }[],
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<ReadonlyMap<string, Block>> {
  const keyOf = (id: string) => `${scope.organization.id} ${id}`;
  const missing = rows.filter(({ id, version }) => open.get(keyOf(id))?.version !== version);
  const sealed = missing.length > 0 ? await read(missing.map(({ id }) => id)) : new Map<string, string>();
  const found = new Map<string, Block>();
  for (const { id, version } of rows) {
    const text = sealed.get(id);
    const block = text === undefined ? open.get(keyOf(id))?.block : openBlock(scope, id, text);
    if (!block) continue;
    if (text !== undefined) open.set(keyOf(id), { version, block });
    found.set(id, block);
  }
  return found;
}

/** A block without some of its memories, and with others behind. */
export function changedBlock(
  block: Block,
  without: ReadonlySet<string>,
  added: readonly { memory: Kept; vector: Int8Array }[] = [],
): Block {
  const kept = block.memories.flatMap((memory, at) =>
    without.has(memory.id) ? [] : [{ memory, vector: block.vectors.subarray(at * dimensions, (at + 1) * dimensions) }],
  );
  const all = [...kept, ...added];
  const vectors = new Int8Array(all.length * dimensions);
  for (const [at, { vector }] of all.entries()) vectors.set(vector, at * dimensions);
  return { memories: all.map(({ memory }) => memory), vectors };
}

export const emptyBlock: Block = { memories: [], vectors: new Int8Array(0) };
