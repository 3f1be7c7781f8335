import type { Db } from '#platform/db/database.ts';
import { ofTheirs } from './run-store.ts';

/** Runs that were given up and that nothing has happened to since. */
function givenUp(db: Db) {
  return db.selectFrom('flow_runs as r').where('r.given_up_at', 'is not', null).where('r.state', '=', 'waiting');
}

/** The newest first. */
export async function listGivenUpRows(
  db: Db,
  organizationId: string,
  { limit, before, only }: { limit: number; before: string | null; only: string | null },
) {
  let query = givenUp(db)
    .innerJoin('conversations as v', (join) =>
      join.onRef('v.organization_id', '=', 'r.organization_id').onRef('v.id', '=', 'r.conversation_id'),
    )
    .select(['r.id', 'r.conversation_id', 'r.created_at'])
    .where('r.organization_id', '=', organizationId)
    .where(ofTheirs(only));
  if (before !== null) query = query.where('r.id', '<', before);
  return query.orderBy('r.id', 'desc').limit(limit).execute();
}

export async function anyGivenUp(db: Db, organizationId: string, flowId: string): Promise<boolean> {
  const found = await givenUp(db)
    .select('r.id')
    .where('r.organization_id', '=', organizationId)
    .where('r.flow_id', '=', flowId)
    .executeTakeFirst();
  return found !== undefined;
}

/** It is due now, as if it had not failed. False: it went on meanwhile, or is over. */
export async function takeUpAgain(db: Db, id: string, now: Date): Promise<boolean> {
  const taken = await db
    .updateTable('flow_runs')
    .set({ failures: 0, errors: 0, given_up_at: null, due_at: now })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('given_up_at', 'is not', null)
    .executeTakeFirst();
  return Number(taken.numUpdatedRows) > 0;
}
