import { holds } from '../conditions.ts';
import { keepInput } from '../inputs.ts';
import { leave, note, valuesOf } from '../work.ts';
import type { NodeRule } from './define.ts';

/** Nodes that say nothing: they decide, and they keep. */

export const branchRule: NodeRule<'branch'> = {
  enter(work, node) {
    const values = valuesOf(work);
    const index = node.cases.findIndex(({ when }) => holds(when, values));
    const chosen = node.cases[index];
    if (chosen) note(work, 'case', `Case ${index + 1} holds.`, { numbers: { case: index + 1 } });
    else note(work, 'otherwise', 'No case holds.');
    leave(work, chosen ? `case_${index + 1}` : 'otherwise', chosen ? chosen.next : node.otherwise);
  },
};

export const setRule: NodeRule<'set'> = {
  enter(work, node) {
    for (const name in node.values) keepInput(work, name, node.values[name] ?? null);
    if (node.stage !== undefined) work.effects.push({ kind: 'stage', stage: node.stage });
    note(work, 'set', node.stage === undefined ? 'Values were kept.' : 'Values were kept, and the stage was set.');
    leave(work, 'next', node.next);
  },
};
