import { inTransaction } from '#platform/db/database.ts';
import { unlessTaken } from '#platform/db/unless-taken.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { decodeCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { Tag } from '../contract.ts';
import { copyTag, countTags, deleteTag, findTag, insertTag, listTagRows, renameTag, type TagRow } from './tag-store.ts';

/** More make a list that nobody reads; a program that makes one tag a contact wants an attribute. */
export const tagsMax = 2000;

/** The organization's tags by name, and how many contacts have each. */
export async function listTags(scope: Scope, page: PageQuery) {
  requirePermission(scope, 'contacts.read');
  const after = decodeCursor(page.cursor, 1)?.[0] ?? null;
  const rows = await listTagRows(scope.db, scope.organization.id, { limit: page.limit, after });
  return toPage(rows, page.limit, { item: toTag, key: (row) => [row.folded] });
}

export async function createTag(scope: Scope, name: string): Promise<Tag> {
  requirePermission(scope, 'tags.change');
  await requireRoomForTags(scope);
  const id = scope.ids.next();
  await unlessTaken(taken, () => insertTag(scope.db, { organization_id: scope.organization.id, id, name, created_at: scope.clock.now() }));
  return tagOf(scope, id);
}

export async function requireRoomForTags(scope: Scope): Promise<void> {
  if ((await countTags(scope.db, scope.organization.id)) < tagsMax) return;
  throw new Refusal('contacts.too_many_tags', `There are ${tagsMax} tags already. Merge some, or use an attribute.`, { status: 409 });
}

/** Who has it keeps it under the new name. */
export async function changeTag(scope: Scope, id: string, name: string): Promise<Tag> {
  requirePermission(scope, 'tags.change');
  if (!(await unlessTaken(taken, () => renameTag(scope.db, id, name)))) throw notFound('tag');
  return tagOf(scope, id);
}

/** Whoever has the other one has this one; the other is gone. */
export async function mergeTags(scope: Scope, id: string, otherId: string): Promise<Tag> {
  requirePermission(scope, 'tags.change');
  await inTransaction(scope, 'merge tags', async ({ db }) => {
    if (id === otherId || !(await findTag(db, id)) || !(await findTag(db, otherId))) throw notFound('tag');
    await copyTag(db, scope.organization.id, { from: otherId, to: id });
    await deleteTag(db, otherId);
  });
  return tagOf(scope, id);
}

/** Taken from whoever has it. */
export async function removeTag(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'tags.change');
  if (!(await deleteTag(scope.db, id))) throw notFound('tag');
}

async function tagOf(scope: Scope, id: string): Promise<Tag> {
  const row = await findTag(scope.db, id);
  if (!row) throw notFound('tag');
  return toTag(row);
}

function toTag(row: TagRow): Tag {
  return { id: row.id, name: row.name, contacts: row.contacts, createdAt: row.created_at.toISOString() };
}

const taken = { code: 'contacts.tag_taken', field: 'name', message: 'There is a tag of this name. Merge the two instead.' };
