import { findVisibleContacts, visibleContact } from '#core/contacts/get-contact.ts';
import { inTransaction } from '#platform/db/database.ts';
import { badFields, type FieldFault } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { AttributeValues, AttributeValuesGiven, BulkChange, ContactExtras, TagChange } from '../contract.ts';
import {
  type AttributeRow,
  dropValues,
  listAttributeRows,
  putValues,
  type StoredValue,
  type ValueRow,
  valuesOf,
} from './attribute-store.ts';
import { checkValue } from './attribute-value.ts';
import { formOf } from './attributes.ts';
import { ensureTags, giveTags, tagIds, tagsOf, takeTags } from './tag-store.ts';
import { requireRoomForTags } from './tags.ts';

/** A contact's tags and attributes. */
export async function getExtras(scope: Scope, contactId: string): Promise<ContactExtras> {
  requirePermission(scope, 'contacts.read');
  const contact = await visibleContact(scope, contactId);
  const { db, organization } = scope;
  const [tags, values, attributes] = await Promise.all([
    tagsOf(db, organization.id, [contact.id]),
    valuesOf(db, organization.id, [contact.id]),
    listAttributeRows(db, organization.id),
  ]);
  return { tags: tags.map(({ id, name }) => ({ id, name })), attributes: readValues(scope, attributes, values) };
}

/** By key; sealed ones only for those who may read them. */
export function readValues(scope: Scope, attributes: readonly AttributeRow[], values: readonly ValueRow[]): AttributeValues {
  const secrets = scope.actor.permissions.has('attributes.read_sensitive');
  const entries = attributes.flatMap((attribute) => {
    const row = values.find((one) => one.attribute_id === attribute.id);
    if (!row || (row.sealed !== null && !secrets)) return [];
    return [[attribute.key, row.sealed === null ? row.value : JSON.parse(scope.key.open(placeOf(row), row.sealed))]];
  });
  return Object.fromEntries(entries);
}

const placeOf = (row: { contact_id: string; attribute_id: string }) => ({
  table: 'contact_attributes',
  column: 'sealed',
  row: `${row.contact_id}/${row.attribute_id}`,
});

export async function changeTags(scope: Scope, contactId: string, { add, remove }: TagChange): Promise<ContactExtras> {
  await changeMany(scope, { contactIds: [(await visibleContact(scope, contactId)).id], addTags: add, removeTags: remove, attributes: [] });
  return getExtras(scope, contactId);
}

export async function setAttributes(scope: Scope, contactId: string, { values }: AttributeValuesGiven): Promise<ContactExtras> {
  await changeMany(scope, { contactIds: [(await visibleContact(scope, contactId)).id], addTags: [], removeTags: [], attributes: values });
  return getExtras(scope, contactId);
}

/** The same for many contacts at once, all or none of those who may be seen. */
export async function changeMany(scope: Scope, change: BulkChange): Promise<{ changed: number; notFound: string[] }> {
  requirePermission(scope, 'contacts.change');
  const { organization } = scope;
  const found = (await findVisibleContacts(scope, change.contactIds)).map((row) => row.id);
  const prepared = prepareValues(await listAttributeRows(scope.db, organization.id), change.attributes);
  if (change.addTags.length > 0) await requireRoomForTags(scope);
  await inTransaction(scope, 'change contacts', (inside) => writeExtras(inside, found, { ...change, prepared }));
  return { changed: found.length, notFound: change.contactIds.filter((id) => !found.includes(id)) };
}

export interface PreparedValue {
  readonly attribute: AttributeRow;
  /** Null: taken away. */
  readonly value: unknown;
}

/** Throws one refusal naming every wrong value. */
function prepareValues(attributes: readonly AttributeRow[], values: BulkChange['attributes']): PreparedValue[] {
  const faults: FieldFault[] = [];
  const prepared = values.flatMap(({ key, value }, index): PreparedValue[] => {
    const attribute = attributes.find((one) => one.key === key);
    const wrong = (message: string) => {
      faults.push({ field: `values[${index}]`, message });
      return [];
    };
    if (!attribute) return wrong('is no attribute of this organization');
    if (value === null) return [{ attribute, value }];
    const checked = checkValue(formOf(attribute), value);
    return 'fault' in checked ? wrong(checked.fault) : [{ attribute, value: checked.value }];
  });
  if (faults.length > 0) throw badFields(faults);
  return prepared;
}

interface Extras {
  readonly addTags: readonly string[];
  readonly removeTags: readonly string[];
  readonly prepared: readonly PreparedValue[];
}

/** Inside a transaction. Returns whether anything is different now. */
export async function writeExtras(
  scope: Scope,
  contactIds: readonly string[],
  { addTags, removeTags, prepared }: Extras,
): Promise<boolean> {
  const { db, organization, ids, clock, key } = scope;
  const now = clock.now();
  const added = await ensureTags(db, organization.id, { names: addTags, newId: () => ids.next(), now });
  const given = await giveTags(db, organization.id, { contactIds, tagIds: added }, now);
  const taken = await takeTags(db, organization.id, { contactIds, tagIds: await tagIds(db, organization.id, removeTags) });
  const set = prepared.filter((one) => one.value !== null);
  const values: StoredValue[] = contactIds.flatMap((contact_id) =>
    set.map(({ attribute, value }) => {
      const row = { contact_id, attribute_id: attribute.id };
      const text = JSON.stringify(value);
      return attribute.sensitive ? { ...row, value: null, sealed: key.seal(placeOf(row), text) } : { ...row, value: text, sealed: null };
    }),
  );
  const put = await putValues(db, organization.id, values, now);
  const attributeIds = prepared.filter((one) => one.value === null).map((one) => one.attribute.id);
  await dropValues(db, organization.id, { contactIds, attributeIds });
  return given.length + taken.length + put + attributeIds.length > 0;
}

/** Copies a value to another contact, inside a transaction: a sealed one is bound to its place. */
export function movedValue(scope: Scope, row: ValueRow, contactId: string): StoredValue {
  const to = { contact_id: contactId, attribute_id: row.attribute_id };
  if (row.sealed === null) return { ...to, value: JSON.stringify(row.value), sealed: null };
  return { ...to, value: null, sealed: scope.key.seal(placeOf(to), scope.key.open(placeOf(row), row.sealed)) };
}
