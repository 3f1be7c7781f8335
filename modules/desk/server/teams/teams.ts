import { inTransaction } from '#platform/db/database.ts';
import { unlessTaken } from '#platform/db/unless-taken.ts';
import { notFound } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { Team, TeamChange, TeamCreation } from '../../contract.ts';
import { activeMembers } from '../people.ts';
import { requireRoom } from '../room.ts';
import type { DeskTools } from '../tools.ts';
import { deleteTeam, findTeam, insertTeam, listTeamRows, renameTeam, setTeamMembers, type TeamRow } from './team-store.ts';

/** Each is counted for the filter bar. */
export const teamsMax = 100;

/** The organization's teams by name, with who is in them. */
export async function listTeams(scope: Scope): Promise<Team[]> {
  requirePermission(scope, 'teams.read');
  return (await listTeamRows(scope.db, scope.organization.id)).map(toTeam);
}

export async function createTeam(scope: Scope, tools: DeskTools, { name, memberIds }: TeamCreation): Promise<Team> {
  requirePermission(scope, 'teams.change');
  requireRoom((await listTeamRows(scope.db, scope.organization.id)).length, teamsMax, 'teams');
  await requireMembers(scope, tools, memberIds);
  const { organization, clock } = scope;
  const id = scope.ids.next();
  await unlessTaken(taken, () =>
    inTransaction(scope, 'create team', async ({ db }) => {
      await insertTeam(db, { organization_id: organization.id, id, name, created_at: clock.now() });
      await setTeamMembers(db, organization.id, { teamId: id, memberIds }, clock.now());
    }),
  );
  return toTeam(await requireTeam(scope, id));
}

export async function changeTeam(scope: Scope, tools: DeskTools, id: string, { name, memberIds }: TeamChange): Promise<Team> {
  requirePermission(scope, 'teams.change');
  const before = await requireTeam(scope, id);
  // Who was in it may stay, also when they were disabled since.
  if (memberIds !== undefined) await requireMembers(scope, tools, memberIds, before.member_ids);
  const { organization, clock } = scope;
  await unlessTaken(taken, () =>
    inTransaction(scope, 'change team', async ({ db }) => {
      if (name !== undefined) await renameTeam(db, id, name);
      if (memberIds !== undefined) await setTeamMembers(db, organization.id, { teamId: id, memberIds }, clock.now());
    }),
  );
  return toTeam(await requireTeam(scope, id));
}

/** Its conversations stay, and are no team's. */
export async function removeTeam(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'teams.change');
  if (!(await deleteTeam(scope.db, id))) throw notFound('team');
}

const taken = { code: 'desk.name_taken', field: 'name', message: 'There is a team of this name.' };

async function requireMembers(scope: Scope, tools: DeskTools, memberIds: readonly string[], known: readonly string[] = []): Promise<void> {
  const active = await activeMembers(scope, tools, memberIds);
  const wrong = memberIds.findIndex((id) => !active.has(id) && !known.includes(id));
  if (wrong >= 0) throw badField(`memberIds[${wrong}]`, 'is no active member of this organization');
}

async function requireTeam(scope: Scope, id: string): Promise<TeamRow> {
  const row = await findTeam(scope.db, scope.organization.id, id);
  if (!row) throw notFound('team');
  return row;
}

function toTeam(row: TeamRow): Team {
  return { id: row.id, name: row.name, memberIds: row.member_ids, createdAt: row.created_at.toISOString() };
}
