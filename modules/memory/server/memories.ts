import type { Scope } from '#platform/scope.ts';
import { watches } from '#safety/index.ts';
import type { Memory } from '../contract.ts';
import { type Block, type Kept, openBlocks } from './block.ts';
import { findKnown, type Known, readSealed } from './store.ts';
import { vectorModel } from './vectors.ts';

/** A contact's memories, opened. */
export interface Opened {
  readonly known: Known;
  readonly blocks: readonly OpenedBlock[];
  readonly forgotten: ReadonlySet<string>;
  /** Something that needs attention was found with them in the last three days. */
  readonly watching: boolean;
}

export interface OpenedBlock {
  readonly id: string;
  readonly version: number;
  readonly block: Block;
}

type Reader = Pick<Scope, 'organization' | 'db' | 'key' | 'clock'>;

/** `own`: to be written, so without those of records that were joined with theirs. */
export async function openMemories(scope: Reader, contactId: string, { own = false } = {}): Promise<Opened> {
  const organizationId = scope.organization.id;
  const known = await findKnown(scope.db, organizationId, { contactId, model: vectorModel.name, own });
  const opened = await openBlocks(scope, known.blocks, (ids) => readSealed(scope.db, organizationId, ids));
  const blocks = known.blocks.flatMap(({ id, version }) => {
    const block = opened.get(id);
    return block ? [{ id, version, block }] : [];
  });
  const now = scope.clock.now();
  return { known, blocks, forgotten: new Set(known.forgotten), watching: known.safety.some((safety) => watches(safety, now)) };
}

/** All that is remembered, the latest said first. */
export function allOf({ blocks, forgotten }: Opened): Kept[] {
  return blocks
    .flatMap(({ block }) => block.memories)
    .filter(({ id }) => !forgotten.has(id))
    .sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1));
}

export function toMemory({ id, kind, text, at, message }: Kept): Memory {
  return { id, kind, text, at: new Date(at).toISOString(), sourceMessageId: message };
}

/** What is remembered of a contact, the latest first: a page of it. Whoever shows it has asked whether it is the asker's to see. */
export async function memoriesOf(
  scope: Scope,
  contactId: string,
  page: { limit: number; offset?: number },
): Promise<{ items: Memory[]; total: number }> {
  const all = allOf(await openMemories(scope, contactId));
  const from = page.offset ?? 0;
  return { items: all.slice(from, from + page.limit).map(toMemory), total: all.length };
}
