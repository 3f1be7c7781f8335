import { type DeadLetters, idBefore, letterOf } from '#core/dead-letters/dead-letters.ts';
import { settleNotices } from '#core/notices/notify.ts';
import { seesOnly } from '#core/visibility.ts';
import { inTransaction } from '#platform/db/database.ts';
import { Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import { anyGivenUp, listGivenUpRows, takeUpAgain } from './given-up-store.ts';
import { visibleRun } from './runs.ts';

const trouble = {
  code: 'flows.run_given_up',
  reason: 'The run could not go on five times in a row: its answers could not be read, or what comes next failed each time.',
  advice: 'The log says why: look for "a flow could not go on". Try it once more when that is mended, or write to the contact yourself.',
};

/** Runs that were to go on by themselves and could not. */
export const givenUpRuns: DeadLetters = {
  kind: 'run',
  permission: 'flow_runs.read',
  async list(scope, { limit, after }) {
    requirePermission(scope, 'flow_runs.read');
    const rows = await listGivenUpRows(scope.db, scope.organization.id, { limit, before: idBefore(after), only: seesOnly(scope) });
    return rows.map((row) =>
      letterOf({ kind: 'run', id: row.id, at: row.created_at.toISOString(), trouble, conversationId: row.conversation_id }),
    );
  },
  async replay(scope, id) {
    requirePermission(scope, 'flow_runs.change');
    const { flow_id: flowId } = await visibleRun(scope, id);
    await inTransaction(scope, 'take up run', async (inside) => {
      if (!(await takeUpAgain(inside.db, id, inside.clock.now()))) {
        throw new Refusal('flows.run_over', 'This run went on since, or is over.', { status: 409 });
      }
      if (!(await anyGivenUp(inside.db, inside.organization.id, flowId))) {
        await settleNotices(inside, { kinds: ['flows.run_given_up'], subject: flowId });
      }
    });
  },
};
