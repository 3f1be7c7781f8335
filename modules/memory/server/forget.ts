import { recordIdsOf } from '#core/contacts/get-contact.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { Scope } from '#platform/scope.ts';
import { changedBlock, sealBlock } from './block.ts';
import { openMemories } from './memories.ts';
import { deleteAll, deleteBlocks, lockContact, writeBlock } from './store.ts';
import { vectorModel } from './vectors.ts';

/** Forgets some of what is remembered: the words and their vectors. */
export async function forget(scope: Scope, contactId: string, ids: readonly string[]): Promise<void> {
  await inTransaction(scope, 'forget', async (inside) => {
    const { db, organization, key, clock } = inside;
    if (!(await lockContact(db, organization.id, contactId))) return;
    const wanted = new Set(ids);
    const { blocks } = await openMemories(inside, contactId);
    for (const { id, block } of blocks.filter((one) => one.block.memories.some((memory) => wanted.has(memory.id)))) {
      const left = changedBlock(block, wanted);
      if (left.memories.length === 0) await deleteBlocks(db, organization.id, [id]);
      else {
        const { name: model, dimensions } = vectorModel;
        const sealed_block = sealBlock({ key }, id, left);
        await writeBlock(
          db,
          organization.id,
          { id, contact_id: contactId, model, dimensions, memories: left.memories.length, sealed_block },
          clock.now(),
        );
      }
    }
  });
}

/** Forgets everything, with patterns and what traces hold; what is being read at this moment is not remembered after it. */
export async function forgetAll(scope: Scope, contactId: string): Promise<void> {
  await inTransaction(scope, 'forget everything', (inside) => forgetAllInside(inside, contactId));
}

/** The same inside of a transaction that somebody has open, as who takes a consent back has. */
export async function forgetAllInside(scope: Scope, contactId: string): Promise<void> {
  const { db, organization, clock } = scope;
  if (!(await lockContact(db, organization.id, contactId))) return;
  await deleteAll(db, organization.id, await recordIdsOf(scope, contactId), clock.now());
}
