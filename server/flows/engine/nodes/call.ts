import { hiddenInputs, inputsOf } from '../inputs.ts';
import type { Wait } from '../state.ts';
import { giveToPeople, keep, leave, note, waitFor } from '../work.ts';
import type { NodeRule } from './define.ts';

/** Something a module does. The engine only says what; whoever drives it does it and tells by which exit it ended. */
export const callRule: NodeRule<'call'> = {
  enter(work, node) {
    waitFor(work, { for: 'step', step: node.step, input: inputsOf(work, node.input) });
  },
  take(work, node, input) {
    if (input.kind !== 'step_done') return;
    const { step } = work.wait as Extract<Wait, { for: 'step' }>;
    const failed = input.exit === 'failed';
    note(work, failed ? 'step_failed' : 'called', input.reason ?? `The step "${step}" ended with "${input.exit}".`);
    if (node.save !== undefined && input.value !== undefined) keep(work, node.save, input.value, hiddenInputs(work, node.input).length > 0);
    const target = Object.hasOwn(node.exits, input.exit) ? node.exits[input.exit] : undefined;
    if (target === undefined && failed)
      return giveToPeople(work, 'flow_step_failed', `The step "${step}" failed, and the node has no exit for that.`);
    leave(work, input.exit, target);
  },
};
