import { prepared } from '#platform/db/sql.ts';
import { decided, finished } from './decided-store.ts';
import { defineEffect, recordsWith } from './effect.ts';

const leaveFlows = prepared(`
  update flow_runs r set state = 'cancelled', waits_for = null, outcome = d.outcome, written_by = d.turn_id, due_at = null, changed_at = $3,
    ended_at = $3
  from ${decided(', turn_id uuid, outcome text')} ${finished}
  where r.organization_id = $1 and r.conversation_id = d.conversation_id
    and (r.state = 'suspended' or r.state = 'waiting' and r.waits_for in ('answer', 'assistant'))`);

/** What waited for the contact here is left by their word; what waits for a time or an event goes on. Before what the turn itself keeps. */
export const leftFlows = defineEffect({
  rowsOf(effects) {
    const last = effects.findLast((effect) => effect.kind === 'leave_flows');
    return last ? [{ outcome: last.outcome }] : [];
  },
  write: (organizationId, turns, now) => ({
    leftFlows: leaveFlows(
      organizationId,
      recordsWith(turns, ([row]) => ({ outcome: row?.outcome ?? 'stopped' })),
      now,
    ),
  }),
});
