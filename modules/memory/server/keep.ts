import { normalise } from '#core/dialogue/text.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { Scope } from '#platform/scope.ts';
import { blockSize, changedBlock, emptyBlock, type Kept, sealBlock } from './block.ts';
import type { Draft } from './extract.ts';
import { allOf, type Opened, type OpenedBlock, openMemories } from './memories.ts';
import { strengthOf } from './recall.ts';
import { deleteBlocks, deleteForgotten, lockContact, markChanged, writeBlock } from './store.ts';
import { likeness, vectorModel, vectorOf } from './vectors.ts';

export interface NewMemory extends Draft {
  readonly at: Date;
  readonly messageId: string | null;
}

/** More than these of one person are not kept: the weakest goes. */
const most = 5000;
/** So alike they say the same. */
const double = 0.92;

/** Remembers; what is remembered already becomes as young as its newest, and no second one. Whether they agreed is asked by `may`, while the contact is held. */
export async function keep(
  scope: Scope,
  contactId: string,
  memories: readonly NewMemory[],
  may: (inside: Scope) => Promise<boolean> = async () => true,
): Promise<void> {
  if (memories.length === 0) return;
  await inTransaction(scope, 'remember', async (inside) => {
    const organizationId = scope.organization.id;
    if (!(await lockContact(inside.db, organizationId, contactId)) || !(await may(inside))) return;
    const opened = await openMemories(inside, contactId, { own: true });
    const { skip_to } = opened.known;
    const fresh = memories.filter(({ at }) => skip_to === null || at > new Date(skip_to));
    if (fresh.length > 0) await write(inside, contactId, opened, fresh);
  });
}

async function write(scope: Scope, contactId: string, opened: Opened, fresh: readonly NewMemory[]): Promise<void> {
  const { db, organization, clock } = scope;
  const now = clock.now();
  const without = new Set(opened.forgotten);
  const added = new Map<string, { memory: Kept; vector: Int8Array }>();
  for (const one of fresh) {
    const vector = vectorOf(one.text);
    const same =
      findDouble(opened, without, one.text, vector) ??
      [...added.values()].find(({ memory }) => normalise(memory.text) === normalise(one.text))?.memory;
    const memory = toKept(scope, one);
    if (same) {
      without.add(same.id);
      added.delete(same.id);
    }
    const merged = same
      ? { ...memory, id: same.id, at: Math.max(same.at, memory.at), importance: Math.max(same.importance, memory.importance) }
      : memory;
    added.set(merged.id, { memory: merged, vector });
  }
  for (const id of weakest(opened, without, added.size, now)) without.add(id);
  await writeBlocks(scope, { contactId, blocks: opened.blocks, without, added: [...added.values()] });
  await deleteForgotten(db, organization.id, [...opened.forgotten]);
  await markChanged(db, organization.id, contactId, now);
}

interface Changes {
  readonly contactId: string;
  readonly blocks: readonly OpenedBlock[];
  readonly without: ReadonlySet<string>;
  readonly added: readonly { memory: Kept; vector: Int8Array }[];
}

/** Blocks that lose something, and the room that is left in those that are not full, take what is new; a new block takes the rest. */
async function writeBlocks({ key, db, organization, ids, clock }: Scope, { contactId, blocks, without, added }: Changes): Promise<void> {
  const now = clock.now();
  const small = blocks.filter(({ block }) => block.memories.length < blockSize / 4);
  // What stands in many small ones is put into one.
  const gathered = small.length > 1 ? small.slice(1) : [];
  const rest = [...gathered.flatMap(({ block }) => entriesOf(block, without)), ...added];
  const put = async (id: string, block: { memories: readonly Kept[]; vectors: Int8Array }) =>
    writeBlock(
      db,
      organization.id,
      {
        id,
        contact_id: contactId,
        model: vectorModel.name,
        dimensions: vectorModel.dimensions,
        memories: block.memories.length,
        sealed_block: sealBlock({ key }, id, block),
      },
      now,
    );
  const empty: string[] = gathered.map(({ id }) => id);
  for (const { id, block } of blocks.filter((one) => !gathered.includes(one))) {
    const left = block.memories.filter((memory) => !without.has(memory.id)).length;
    const taken = rest.splice(0, Math.max(0, blockSize - left));
    if (left === block.memories.length && taken.length === 0) continue;
    if (left + taken.length === 0) empty.push(id);
    else await put(id, changedBlock(block, without, taken));
  }
  while (rest.length > 0) await put(ids.next(), changedBlock(emptyBlock, new Set(), rest.splice(0, blockSize)));
  if (empty.length > 0) await deleteBlocks(db, organization.id, empty);
}

function entriesOf(block: OpenedBlock['block'], without: ReadonlySet<string>) {
  const { dimensions } = vectorModel;
  return block.memories.flatMap((memory, at) =>
    without.has(memory.id) ? [] : [{ memory, vector: block.vectors.subarray(at * dimensions, (at + 1) * dimensions) }],
  );
}

function findDouble({ blocks }: Opened, without: ReadonlySet<string>, text: string, vector: Int8Array): Kept | undefined {
  const words = normalise(text);
  for (const { block } of blocks) {
    const at = block.memories.findIndex(
      (memory, index) =>
        !without.has(memory.id) &&
        (likeness(vector, block.vectors, index * vectorModel.dimensions) >= double || normalise(memory.text) === words),
    );
    if (at >= 0) return block.memories[at];
  }
  return undefined;
}

function weakest(opened: Opened, without: ReadonlySet<string>, added: number, now: Date): string[] {
  const left = allOf(opened).filter(({ id }) => !without.has(id));
  const over = left.length + added - most;
  if (over <= 0) return [];
  return left
    .sort((one, other) => strengthOf(one, now) - strengthOf(other, now))
    .slice(0, over)
    .map(({ id }) => id);
}

export function toKept({ ids }: Pick<Scope, 'ids'>, one: NewMemory): Kept {
  const { kind, text, importance, sensitive, about, persons, label, at, messageId } = one;
  return {
    id: ids.next(),
    kind,
    text,
    importance,
    sensitive,
    about: [...about],
    persons: [...persons],
    label,
    at: at.getTime(),
    message: messageId,
  };
}
