import { seesOnly } from '#core/visibility.ts';
import { inTransaction } from '#platform/db/database.ts';
import { Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type DeadLetters, idBefore, letterOf } from '../dead-letters/dead-letters.ts';
import { visibleTurn } from './list-turns.ts';
import { giveToAssistant, listGivenUpRows, reopenWork } from './store.ts';

const trouble = {
  code: 'turn.failed',
  reason: 'Deciding failed again and again, so the conversation was given to people.',
  advice: 'The log says why: look for "a turn failed". Answer yourself, or let the assistant decide once more.',
};

/** Turns that were given up and whose conversation nobody has taken on since. */
export const givenUpTurns: DeadLetters = {
  kind: 'turn',
  permission: 'turns.read',
  async list(scope, { limit, after }) {
    requirePermission(scope, 'turns.read');
    const rows = await listGivenUpRows(scope.db, scope.organization.id, { limit, before: idBefore(after), only: seesOnly(scope) });
    return rows.map((row) =>
      letterOf({ kind: 'turn', id: row.id, at: row.created_at.toISOString(), trouble, conversationId: row.conversation_id }),
    );
  },
  replay: decideAgain,
};

/** The assistant decides the same messages once more. Refused when the contact has been decided about since, or people took it on. */
async function decideAgain(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'conversations.change');
  const turn = await visibleTurn(scope, id);
  await inTransaction(scope, 'decide again', async ({ db, clock }) => {
    const given = turn.outcome === 'error' && (await giveToAssistant(db, turn.conversation_id));
    if (given && (await reopenWork(db, turn, clock.now()))) return;
    throw new Refusal('conversations.moved_on', 'The conversation went on since: it was answered, or somebody has it.', { status: 409 });
  });
}
