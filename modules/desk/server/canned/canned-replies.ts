import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { unlessTaken } from '#platform/db/unless-taken.ts';
import { notFound } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { CannedReply, CannedReplyChange, CannedReplyCreation } from '../../contract.ts';
import { membersById } from '../people.ts';
import { requireRoom } from '../room.ts';
import { findTeam } from '../teams/team-store.ts';
import type { DeskTools } from '../tools.ts';
import { type CannedRow, countCanned, deleteCanned, findCanned, findFillings, listCannedRows, putCanned } from './canned-store.ts';
import { fill, firstNameOf, type Gap, gaps, unknownGaps } from './fill.ts';

export const cannedMax = 2000;

/** Those that are everybody's or of the asker's teams; a program, and who may change them, sees all. With a conversation, filled for it. */
export async function listCannedReplies(
  scope: Scope,
  tools: DeskTools,
  { q, conversation, limit }: { q?: string | undefined; conversation?: string | undefined; limit: number },
): Promise<CannedReply[]> {
  requirePermission(scope, 'canned_replies.read');
  const { actor, db, organization } = scope;
  const all = actor.kind !== 'member' || actor.permissions.has('canned_replies.change');
  const values = conversation === undefined ? null : await valuesFor(scope, tools, conversation);
  const rows = await listCannedRows(db, organization.id, { q, limit, memberId: all ? null : actor.id });
  return rows.map((row) => toCanned(row, values));
}

export async function createCannedReply(scope: Scope, given: CannedReplyCreation): Promise<CannedReply> {
  requirePermission(scope, 'canned_replies.change');
  const { db, organization, clock } = scope;
  requireRoom(await countCanned(db, organization.id), cannedMax, 'canned replies');
  const { shortcut, title, text, teamId = null } = given;
  const now = clock.now();
  const row = { id: scope.ids.next(), team_id: teamId, shortcut: normal(shortcut), title, text, created_at: now, changed_at: now };
  return put(scope, row);
}

export async function changeCannedReply(scope: Scope, id: string, change: CannedReplyChange): Promise<CannedReply> {
  requirePermission(scope, 'canned_replies.change');
  const row = await findCanned(scope.db, scope.organization.id, id);
  if (!row) throw notFound('canned reply');
  return put(scope, {
    ...row,
    team_id: change.teamId === undefined ? row.team_id : change.teamId,
    shortcut: change.shortcut === undefined ? row.shortcut : normal(change.shortcut),
    title: change.title ?? row.title,
    text: change.text ?? row.text,
    changed_at: scope.clock.now(),
  });
}

export async function removeCannedReply(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'canned_replies.change');
  if (!(await deleteCanned(scope.db, id))) throw notFound('canned reply');
}

const taken = { code: 'desk.name_taken', field: 'shortcut', message: 'There is a canned reply with this shortcut.' };
/** One shortcut, however it is typed. */
const normal = (shortcut: string) => shortcut.normalize('NFC').toLowerCase();

async function put(scope: Scope, row: CannedRow): Promise<CannedReply> {
  const { db, organization } = scope;
  const [unknown] = unknownGaps(row.text);
  if (unknown !== undefined)
    throw badField('text', `holds the gap {${unknown}}, which nothing fills; there are ${gaps.map((gap) => `{${gap}}`).join(', ')}`);
  if (row.team_id !== null && !(await findTeam(db, organization.id, row.team_id)))
    throw badField('teamId', 'is no team of this organization');
  await unlessTaken(taken, () => putCanned(db, organization.id, row));
  return toCanned(row, null);
}

async function valuesFor(scope: Scope, tools: DeskTools, conversationId: string): Promise<Record<Gap, string | null>> {
  await visibleConversation(scope, conversationId);
  const { actor, db, organization } = scope;
  const found = await findFillings(db, organization.id, conversationId);
  const member = actor.kind === 'member' ? ((await membersById(scope, tools, [actor.id])).get(actor.id)?.name ?? null) : null;
  return {
    'contact.name': found?.contact ?? null,
    'contact.firstName': firstNameOf(found?.contact ?? null),
    'member.name': member || null,
    'member.firstName': firstNameOf(member),
    'organization.name': found?.organization ?? null,
    'channel.name': found?.channel ?? null,
  };
}

function toCanned(row: CannedRow, values: Record<Gap, string | null> | null): CannedReply {
  return {
    id: row.id,
    shortcut: row.shortcut,
    title: row.title,
    text: row.text,
    teamId: row.team_id,
    filled: values && fill(row.text, values),
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}
