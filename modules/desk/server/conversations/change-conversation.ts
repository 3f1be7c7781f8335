import { changeConversation as changeCore } from '#core/conversations/change-conversation.ts';
import { recordEvent } from '#core/conversations/events.ts';
import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { DeskChange, InboxRow, ManyChange, ManyChanged, Named } from '../../contract.ts';
import { getInboxRow } from '../inbox/list-inbox.ts';
import { giveLabels, labelsById, takeLabels } from '../labels/label-store.ts';
import { activeMembers } from '../people.ts';
import { findTeam } from '../teams/team-store.ts';
import { type DeskTools, tell } from '../tools.ts';
import { findWork, lastPlace, putWork, type WorkRow } from './work-store.ts';

/** Everything a person does with one conversation, at once or not at all; each thing that is different after it leaves a line in the timeline. */
export async function changeConversation(scope: Scope, tools: DeskTools, id: string, change: DeskChange): Promise<InboxRow> {
  requireFor(scope, change);
  const { contact_id } = await visibleConversation(scope, id);
  const named = await namesIn(scope, tools, change);
  await requireSeen(scope, tools, { change, contactId: contact_id });
  await inTransaction(scope, 'change conversation', (inside) => apply(inside, id, { change, named }));
  tell(tools, scope, { kind: 'conversation', conversationId: id, contactId: contact_id });
  return getInboxRow(scope, tools, id);
}

/**
 * The same with many, each of those the asker may see. A member who may not see one of the contacts gets none of them, and where one is closed
 * none is snoozed: whoever is refused has changed nothing.
 */
export async function changeConversations(scope: Scope, tools: DeskTools, { conversationIds, change }: ManyChange): Promise<ManyChanged> {
  requireFor(scope, change);
  const named = await namesIn(scope, tools, change);
  const found: { id: string; contactId: string }[] = [];
  const missing: string[] = [];
  for (const id of new Set(conversationIds)) {
    const row = await visibleConversation(scope, id).catch(nullWhenMissing);
    if (change.snoozedUntil && row?.state === 'closed') throw closed(id);
    if (row === null) missing.push(id);
    else found.push({ id, contactId: row.contact_id });
  }
  for (const { contactId } of found) await requireSeen(scope, tools, { change, contactId });
  // One after the other, by id: the embedded database must not be held for all of them, and two who do it wait for each other.
  for (const { id, contactId } of found.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    await inTransaction(scope, 'change conversation', (inside) => apply(inside, id, { change, named }));
    tell(tools, scope, { kind: 'conversation', conversationId: id, contactId });
  }
  return { changed: found.length, notFound: missing };
}

function closed(conversationId: string): Refusal {
  const message = 'This conversation is closed; open it before you snooze it.';
  return new Refusal('desk.closed', message, { status: 409, details: { conversationId } });
}

function nullWhenMissing(error: unknown): null {
  if (error instanceof Refusal && error.status === 404) return null;
  throw error;
}

function requireFor(scope: Scope, { assigneeId, teamId }: DeskChange): void {
  requirePermission(scope, 'conversations.change');
  if (assigneeId !== undefined || teamId !== undefined) requirePermission(scope, 'conversations.assign');
}

/** What the change names by id, found before anything is written. */
interface Names {
  readonly team: Named | null;
  readonly labels: ReadonlyMap<string, Named>;
}

async function namesIn(scope: Scope, tools: DeskTools, change: DeskChange): Promise<Names> {
  const { db, organization } = scope;
  const { assigneeId, teamId, snoozedUntil, state } = change;
  if (snoozedUntil && new Date(snoozedUntil) <= scope.clock.now()) throw badField('snoozedUntil', 'must be in the future');
  if (snoozedUntil && state !== undefined) throw badField('state', 'cannot be said together with snoozedUntil');
  if (assigneeId && !(await activeMembers(scope, tools, [assigneeId])).has(assigneeId))
    throw badField('assigneeId', 'is no active member of this organization');
  const team = teamId ? await findTeam(db, organization.id, teamId) : null;
  if (team === undefined) throw badField('teamId', 'is no team of this organization');
  const labels = await labelsById(db, organization.id, [...(change.addLabels ?? []), ...(change.removeLabels ?? [])]);
  for (const field of ['addLabels', 'removeLabels'] as const) {
    const unknown = (change[field] ?? []).findIndex((id) => !labels.has(id));
    if (unknown >= 0) throw badField(`${field}[${unknown}]`, 'is no label of this organization');
  }
  return { team, labels };
}

/** Nobody is given what they would not find. */
async function requireSeen(
  scope: Scope,
  tools: DeskTools,
  { change, contactId }: { change: DeskChange; contactId: string },
): Promise<void> {
  const { assigneeId } = change;
  if (!assigneeId || (await activeMembers(scope, tools, [assigneeId], contactId)).get(assigneeId)?.seesContact) return;
  const message = 'This member does not see this contact’s conversations; give them the contact first.';
  throw new Refusal('desk.cannot_see', message, { status: 409, details: { field: 'assigneeId', contactId } });
}

interface Changing {
  readonly change: DeskChange;
  readonly named: Names;
}

async function apply(scope: Scope, id: string, { change, named }: Changing): Promise<void> {
  // Takes the row, so that two who change it come one after the other.
  const before = await changeCore(scope, id, { state: change.state, handler: change.handler });
  const work = (await findWork(scope.db, scope.organization.id, id)) ?? none;
  const patch: Partial<WorkRow> = {
    ...(await snooze(scope, id, { change, work, isClosed: (change.state ?? before.state) === 'closed' })),
    ...(await assign(scope, id, { change, work, team: named.team })),
  };
  if (Object.keys(patch).length > 0)
    await putWork(scope.db, { organization_id: scope.organization.id, conversation_id: id }, { ...patch, changed_at: scope.clock.now() });
  await label(scope, id, { change, named });
}

const none: WorkRow = { assignee_id: null, team_id: null, snoozed_until: null, snoozed_after: null };

async function snooze(
  scope: Scope,
  id: string,
  { change, work, isClosed }: { change: DeskChange; work: WorkRow; isClosed: boolean },
): Promise<Partial<WorkRow>> {
  const { snoozedUntil, state } = change;
  const awake = { snoozed_until: null, snoozed_after: null };
  if (snoozedUntil) {
    if (isClosed) throw closed(id);
    const last = await lastPlace(scope.db, scope.organization.id, { conversationId: id });
    await recordEvent(scope, { conversationId: id, kind: 'snoozed', data: { until: snoozedUntil } });
    return { snoozed_until: new Date(snoozedUntil), snoozed_after: last?.id ?? nothingYet };
  }
  if (work.snoozed_until === null || (snoozedUntil === undefined && state === undefined)) return {};
  if (state !== 'closed' && work.snoozed_until > scope.clock.now()) await recordEvent(scope, { conversationId: id, kind: 'unsnoozed' });
  return awake;
}

/** Before every id. */
const nothingYet = '00000000-0000-0000-0000-000000000000';

async function assign(
  scope: Scope,
  id: string,
  { change: { assigneeId, teamId }, work, team }: { change: DeskChange; work: WorkRow; team: Named | null },
): Promise<Partial<WorkRow>> {
  const patch: { assignee_id?: string | null; team_id?: string | null } = {};
  if (assigneeId !== undefined && assigneeId !== work.assignee_id) {
    const event = assigneeId === null ? { kind: 'unassigned' } : { kind: 'assigned', data: { memberId: assigneeId } };
    await recordEvent(scope, { conversationId: id, ...event });
    patch.assignee_id = assigneeId;
  }
  if (teamId !== undefined && teamId !== work.team_id) {
    const event = team === null ? { kind: 'team_unset' } : { kind: 'team_set', data: { team: { id: team.id, name: team.name } } };
    await recordEvent(scope, { conversationId: id, ...event });
    patch.team_id = teamId;
  }
  return patch;
}

async function label(scope: Scope, id: string, { change, named: { labels } }: Changing): Promise<void> {
  const { db, organization, clock } = scope;
  const record = async (kind: string, labelId: string) => {
    const { name } = labels.get(labelId) ?? notFoundLabel();
    await recordEvent(scope, { conversationId: id, kind, data: { label: { id: labelId, name } } });
  };
  for (const one of await giveLabels(db, organization.id, { conversationId: id, labelIds: change.addLabels ?? [] }, clock.now()))
    await record('label_added', one);
  for (const one of await takeLabels(db, organization.id, { conversationId: id, labelIds: change.removeLabels ?? [] }))
    await record('label_removed', one);
}

function notFoundLabel(): never {
  throw notFound('label');
}
