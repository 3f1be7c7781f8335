import type { MergeCompanion, MergeCompanions, MergeIds } from '#core/contacts/merge-record.ts';
import type { Scope } from '#platform/scope.ts';
import { dangerCompanion } from '#safety/index.ts';
import { dropValues, listAttributeRows, putValues, valuesOf } from './attribute-store.ts';
import { movedValue } from './extras.ts';
import { giveTags, tagsOf, takeTags } from './tag-store.ts';

/**
 * What becomes of tags and attributes when two contacts become one: the kept contact gets what it had not. The merged record keeps its
 * own, which is how it has them back, and how a value that did not hold is remembered.
 */
const tags: MergeCompanion = {
  async join({ db, organization, clock }, { keptId, mergedId }) {
    const theirs = (await tagsOf(db, organization.id, [mergedId])).map((one) => one.id);
    const given = await giveTags(db, organization.id, { contactIds: [keptId], tagIds: theirs }, clock.now());
    return { record: given.map((one) => one.tag_id), remembered: [] };
  },
  async part({ db, organization }, { keptId }, record) {
    await takeTags(db, organization.id, { contactIds: [keptId], tagIds: (record ?? []) as string[] });
    return [];
  },
};

const attributes: MergeCompanion = {
  async join(scope, ids) {
    const { db, organization, clock } = scope;
    const { ours, theirs } = await valuesOfBoth(scope, ids);
    const missing = theirs.filter((row) => !ours.has(row.attribute_id));
    await putValues(
      db,
      organization.id,
      missing.map((row) => movedValue(scope, row, ids.keptId)),
      clock.now(),
    );
    const keys = new Map((await listAttributeRows(db, organization.id)).map((row) => [row.id, row.key]));
    const differ = theirs.filter(
      (row) => ours.has(row.attribute_id) && JSON.stringify(ours.get(row.attribute_id)?.value) !== JSON.stringify(row.value),
    );
    return { record: missing.map((row) => row.attribute_id), remembered: differ.map((row) => `Attribute "${keys.get(row.attribute_id)}"`) };
  },
  async part(scope, ids, record) {
    const { db, organization } = scope;
    const { ours, theirs } = await valuesOfBoth(scope, ids);
    // What somebody changed since is the kept contact's own.
    const same = theirs.filter(
      (row) => ours.has(row.attribute_id) && JSON.stringify(ours.get(row.attribute_id)?.value) === JSON.stringify(row.value),
    );
    const filled = new Set((record ?? []) as string[]);
    const attributeIds = same.map((row) => row.attribute_id).filter((id) => filled.has(id));
    await dropValues(db, organization.id, { contactIds: [ids.keptId], attributeIds });
    return [];
  },
};

async function valuesOfBoth({ db, organization }: Scope, { keptId, mergedId }: MergeIds) {
  const rows = await valuesOf(db, organization.id, [keptId, mergedId]);
  return {
    ours: new Map(rows.filter((row) => row.contact_id === keptId).map((row) => [row.attribute_id, row])),
    theirs: rows.filter((row) => row.contact_id === mergedId),
  };
}

/** By the name under which their part of a merge's record is kept. */
export const companions: MergeCompanions = { tags, attributes, danger: dangerCompanion };
