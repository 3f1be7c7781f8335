import { unlessTaken } from '#platform/db/unless-taken.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { Label, LabelChange, LabelCreation } from '../../contract.ts';
import { requireRoom } from '../room.ts';
import { deleteLabel, findLabel, insertLabel, type LabelRow, listLabelRows, updateLabel } from './label-store.ts';

/** More make a list that nobody reads. */
export const labelsMax = 500;

/** The organization's labels by name. */
export async function listLabels(scope: Scope): Promise<Label[]> {
  requirePermission(scope, 'conversations.read');
  return (await listLabelRows(scope.db, scope.organization.id)).map(toLabel);
}

export async function createLabel(scope: Scope, { name, colour }: LabelCreation): Promise<Label> {
  requirePermission(scope, 'labels.change');
  requireRoom((await listLabelRows(scope.db, scope.organization.id)).length, labelsMax, 'labels');
  const row = { id: scope.ids.next(), name, colour, created_at: scope.clock.now() };
  await unlessTaken(taken, () => insertLabel(scope.db, { ...row, organization_id: scope.organization.id }));
  return toLabel(row);
}

/** Conversations that have it keep it under the new name. */
export async function changeLabel(scope: Scope, id: string, change: LabelChange): Promise<Label> {
  requirePermission(scope, 'labels.change');
  await requireLabel(scope, id);
  await unlessTaken(taken, () => updateLabel(scope.db, id, change));
  return toLabel(await requireLabel(scope, id));
}

/** Taken from every conversation. */
export async function removeLabel(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'labels.change');
  if (!(await deleteLabel(scope.db, id))) throw notFound('label');
}

const taken = { code: 'desk.name_taken', field: 'name', message: 'There is a label of this name.' };

async function requireLabel(scope: Scope, id: string): Promise<LabelRow> {
  const row = await findLabel(scope.db, scope.organization.id, id);
  if (!row) throw notFound('label');
  return row;
}

function toLabel(row: LabelRow): Label {
  return { id: row.id, name: row.name, colour: row.colour as Label['colour'], createdAt: row.created_at.toISOString() };
}
