import { post } from '#web/data/api.ts';
import type { BulkChanged, ContactRow } from '../contract.ts';

export interface Tagging {
  readonly tag: string;
  /** Given; else taken away. */
  readonly give: boolean;
  readonly contactIds: readonly string[];
}

/** Only those for whom it makes a difference, so that undoing it gives back exactly what was. */
export function planTagging(chosen: readonly Pick<ContactRow, 'id' | 'tags'>[], tag: string, give: boolean): Tagging {
  const has = (one: Pick<ContactRow, 'tags'>) => one.tags.some(({ name }) => name.toLowerCase() === tag.toLowerCase());
  return { tag, give, contactIds: chosen.filter((one) => has(one) !== give).map((one) => one.id) };
}

/** As many as one request may name. */
const sliceSize = 500;

export function slices<Item>(all: readonly Item[], size = sliceSize): Item[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}

/** Returns how many were changed. */
export async function tagMany({ tag, give, contactIds }: Tagging): Promise<number> {
  let changed = 0;
  for (const ids of slices(contactIds)) {
    const body = { contactIds: ids, ...(give ? { addTags: [tag] } : { removeTags: [tag] }) };
    changed += (await post<BulkChanged>('/api/contact-changes', { body })).changed;
  }
  return changed;
}

export interface Assigning {
  readonly memberId: string;
  readonly give: boolean;
  readonly contactIds: readonly string[];
}

/** One after the other: who has a contact decides who sees them, and each is checked by itself. */
export async function assignMany({ memberId, give, contactIds }: Assigning): Promise<number> {
  for (const id of contactIds) await post(`/api/contacts/${id}/${give ? 'assign' : 'unassign'}`, { body: { memberId } });
  return contactIds.length;
}
