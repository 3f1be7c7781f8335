import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type InboxView, type InboxViewChange, type InboxViewCreation, ViewFilter } from '../../contract.ts';
import { memberOf } from '../people.ts';
import { requireRoom } from '../room.ts';
import { deleteView, findView, insertView, listViewRows, updateView, type ViewRow } from './view-store.ts';

/** Each is counted for the filter bar. */
export const viewsMax = 50;

/** The asker's own views and the shared ones. */
export async function listViews(scope: Scope): Promise<InboxView[]> {
  requirePermission(scope, 'conversations.read');
  return visibleViews(scope);
}

export async function visibleViews(scope: Scope): Promise<InboxView[]> {
  const { actor, db, organization } = scope;
  const rows = await listViewRows(db, organization.id, actor.kind === 'member' ? actor.id : null);
  return rows.map((row) => toView(scope, row));
}

export async function createView(scope: Scope, { name, filter, shared }: InboxViewCreation): Promise<InboxView> {
  requirePermission(scope, 'conversations.read');
  if (shared) requirePermission(scope, 'inbox_views.share');
  const now = scope.clock.now();
  const row = { id: scope.ids.next(), member_id: memberOf(scope), shared, name, created_at: now, changed_at: now };
  requireRoom((await visibleViews(scope)).length, viewsMax, 'views');
  await insertView(scope.db, { ...row, filter: JSON.stringify(filter), organization_id: scope.organization.id });
  return toView(scope, { ...row, filter });
}

/** A shared one is changed by whoever may share. */
export async function changeView(scope: Scope, id: string, { name, filter, shared }: InboxViewChange): Promise<InboxView> {
  requirePermission(scope, 'conversations.read');
  const before = await requireView(scope, id);
  if (shared || before.shared) requirePermission(scope, 'inbox_views.share');
  const patch = { ...(name === undefined ? {} : { name }), ...(shared === undefined ? {} : { shared }), changed_at: scope.clock.now() };
  await updateView(scope.db, id, { ...patch, ...(filter === undefined ? {} : { filter: JSON.stringify(filter) }) });
  // Not read again: whoever takes another member's view from everybody does not see it any more.
  return toView(scope, { ...before, ...patch, ...(filter === undefined ? {} : { filter }) });
}

export async function removeView(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'conversations.read');
  const before = await requireView(scope, id);
  if (before.shared) requirePermission(scope, 'inbox_views.share');
  await deleteView(scope.db, id);
}

/** Another member's own is not there. */
async function requireView(scope: Scope, id: string): Promise<ViewRow> {
  const row = await findView(scope.db, scope.organization.id, id);
  if (!row || (!row.shared && row.member_id !== scope.actor.id)) throw notFound('view');
  return row;
}

function toView({ actor }: Scope, row: ViewRow): InboxView {
  // What an older version of the program wrote and this one does not know means everything that is open.
  const filter = ViewFilter.safeParse(row.filter).data ?? {};
  return {
    id: row.id,
    name: row.name,
    shared: row.shared,
    mine: row.member_id === actor.id,
    filter,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}
