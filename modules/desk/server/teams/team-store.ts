import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';

export interface TeamRow {
  readonly id: string;
  readonly name: string;
  readonly created_at: Date;
  readonly member_ids: string[];
}

const memberIds = sql<string[]>`array(select x.member_id::text from team_members x
  where x.organization_id = teams.organization_id and x.team_id = teams.id order by x.member_id)`.as('member_ids');

const teams = (db: Db, organizationId: string) =>
  db.selectFrom('teams').select(['id', 'name', 'created_at', memberIds]).where('organization_id', '=', organizationId);

/** All of them, in the order of their names. */
export async function listTeamRows(db: Db, organizationId: string): Promise<TeamRow[]> {
  return teams(db, organizationId).orderBy('folded').execute();
}

export async function findTeam(db: Db, organizationId: string, id: string): Promise<TeamRow | undefined> {
  return teams(db, organizationId).where('id', '=', id).executeTakeFirst();
}

export async function listTeamIds(db: Db, organizationId: string): Promise<string[]> {
  const rows = await db.selectFrom('teams').select('id').where('organization_id', '=', organizationId).orderBy('folded').execute();
  return rows.map((row) => row.id);
}

/** Throws a duplicate `DatabaseError` when there is a team of this name. */
export async function insertTeam(db: Db, row: { organization_id: string; id: string; name: string; created_at: Date }): Promise<void> {
  await db
    .insertInto('teams')
    .values({ ...row, folded: sql`fold_text(${row.name})` })
    .execute();
}

/** As `insertTeam`. */
export async function renameTeam(db: Db, id: string, name: string): Promise<void> {
  await db
    .updateTable('teams')
    .set({ name, folded: sql`fold_text(${name})` })
    .where('id', '=', id)
    .execute();
}

/** These and nobody else are in it. */
export async function setTeamMembers(
  db: Db,
  organizationId: string,
  { teamId, memberIds: ids }: { teamId: string; memberIds: readonly string[] },
  now: Date,
): Promise<void> {
  await sql`delete from team_members where organization_id = ${organizationId} and team_id = ${teamId} and not member_id = any (${ids}::uuid[])`.execute(
    db,
  );
  await sql`insert into team_members (organization_id, team_id, member_id, created_at)
    select ${organizationId}::uuid, ${teamId}::uuid, m, ${now}::timestamptz from unnest(${ids}::uuid[]) m on conflict do nothing`.execute(
    db,
  );
}

/** Conversations it had are no team's then. */
export async function deleteTeam(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('teams').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}
