import { type Finding, findingRow, findingStatements } from '#safety/index.ts';
import { defineEffect } from './effect.ts';

/** What the safety gate found in words that came after the messages. The incidents it raises are in the answer of the commit. */
export const findings = defineEffect({
  rowsOf: (effects, { ids, lease }) =>
    effects.flatMap((effect) =>
      effect.kind === 'add_finding' ? [findingRow(ids, effect.messageId, effect.finding as Finding, lease)] : [],
    ),
  write(organizationId, turns, now) {
    const rows = turns.flatMap((turn) => turn.rows);
    return { ...findingStatements(organizationId, rows, now) };
  },
});
