import type { z } from 'zod';
import { unlessTaken } from '#platform/db/unless-taken.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { Attribute, AttributeChange, AttributeCreation } from '../contract.ts';
import {
  type AttributeRow,
  deleteAttribute,
  findAttribute,
  insertAttribute,
  listAttributeRows,
  updateAttribute,
} from './attribute-store.ts';
import type { AttributeForm } from './attribute-value.ts';

export const attributesMax = 100;

/** What the organization keeps of its contacts, by key. */
export async function listAttributes(scope: Scope): Promise<Attribute[]> {
  requirePermission(scope, 'contacts.read');
  return (await listAttributeRows(scope.db, scope.organization.id)).map(toAttribute);
}

export async function createAttribute(scope: Scope, wanted: AttributeCreation): Promise<Attribute> {
  requirePermission(scope, 'attributes.define');
  const { db, organization } = scope;
  if ((await listAttributeRows(db, organization.id)).length >= attributesMax) {
    throw new Refusal('contacts.too_many_attributes', `There are ${attributesMax} attributes already; delete one first.`, { status: 409 });
  }
  const { maxLength, choices, ...rest } = wanted;
  const row = { ...rest, id: scope.ids.next(), length_max: maxLength, created_at: scope.clock.now() };
  await unlessTaken({ code: 'contacts.attribute_taken', field: 'key', message: 'There is an attribute with this key.' }, () =>
    insertAttribute(db, { ...row, organization_id: organization.id, choices: JSON.stringify(choices) }),
  );
  return toAttribute({ ...row, choices });
}

/** The label, and for choices new ones: what contacts may have already stays. */
export async function changeAttribute(scope: Scope, id: string, change: z.infer<typeof AttributeChange>): Promise<Attribute> {
  requirePermission(scope, 'attributes.define');
  const row = await findAttribute(scope.db, id);
  if (!row) throw notFound('attribute');
  const before = row.choices as string[];
  if (change.choices && (before.length === 0 || before.some((one) => !change.choices?.includes(one)))) {
    throw badField(
      'choices',
      before.length === 0 ? 'belong to the types choice and choices only' : 'must keep the ones there are; contacts may have them',
    );
  }
  await updateAttribute(scope.db, id, { label: change.label, choices: change.choices && JSON.stringify(change.choices) });
  return toAttribute({ ...row, label: change.label ?? row.label, choices: change.choices ?? before });
}

/** With every contact's value of it. */
export async function removeAttribute(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'attributes.define');
  if (!(await deleteAttribute(scope.db, id))) throw notFound('attribute');
}

function toAttribute(row: AttributeRow): Attribute {
  return {
    id: row.id,
    key: row.key,
    label: row.label,
    type: row.type as Attribute['type'],
    choices: row.choices as string[],
    maxLength: row.length_max,
    personal: row.personal,
    sensitive: row.sensitive,
    createdAt: row.created_at.toISOString(),
  };
}

export function formOf(row: Pick<AttributeRow, 'type' | 'choices' | 'length_max'>): AttributeForm {
  return { type: row.type as AttributeForm['type'], choices: row.choices as string[], maxLength: row.length_max };
}
