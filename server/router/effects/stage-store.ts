import { prepared } from '#platform/db/sql.ts';
import { decided, finished } from './decided-store.ts';
import { defineEffect, recordsWith } from './effect.ts';

const moveStages = prepared(`
  update conversations v set stage = d.stage from ${decided(', stage text')} ${finished}
  where v.organization_id = $1 and v.id = d.conversation_id`);

/** The stage a conversation was moved to. */
export const stages = defineEffect({
  rowsOf(effects) {
    const last = effects.findLast((effect) => effect.kind === 'set_stage');
    return last ? [{ stage: last.stage }] : [];
  },
  write: (organizationId, turns) => ({
    stages: moveStages(
      organizationId,
      recordsWith(turns, ([row]) => ({ stage: row?.stage ?? null })),
    ),
  }),
  tell: (_rows, where) => [{ kind: 'conversation.changed', ...where }],
});
