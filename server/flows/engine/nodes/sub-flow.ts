import { flowLimits, type NodeOf } from '#contract/flows.ts';
import { hiddenInputs, inputsOf } from '../inputs.ts';
import { frameFor, type Value } from '../state.ts';
import { say } from '../words.ts';
import { type Done, end, frameOf, giveToPeople, keep, leave, nodeOf, note, record, type Work } from '../work.ts';
import type { NodeRule } from './define.ts';

/** Another flow, run inside of this one, and its end. */
export const subFlowRule: NodeRule<'flow'> = {
  enter(work, node) {
    const flow = work.book.published(node.flow);
    if (!flow) return fail(work, node, `The flow "${node.flow}" is not published.`);
    if (work.frames.length >= flowLimits.levels)
      return fail(work, node, `Flows are not run more than ${flowLimits.levels} inside each other.`);
    note(work, 'entered', `The flow "${node.flow}" begins inside of this one.`);
    work.frames.push(frameFor(flow, inputsOf(work, node.give), hiddenInputs(work, node.give)));
    work.status = 'going';
  },
};

function fail(work: Work, node: NodeOf<'flow'>, reason: string): Done {
  note(work, 'flow_failed', reason);
  if (node.failed === undefined) giveToPeople(work, 'flow_failed', 'The node has no exit for that.');
  else leave(work, 'failed', node.failed);
}

export const endRule: NodeRule<'end'> = {
  enter(work, node) {
    if (node.text !== undefined) say(work, node.text);
    note(work, 'ended', node.outcome === undefined ? 'The flow ended.' : `The flow ended: ${node.outcome}.`);
    record(work, 'end');
    if (work.frames.length === 1) return end(work, node.outcome ?? 'done');
    const inner = frameOf(work);
    work.frames.pop();
    const outer = nodeOf(work);
    if (outer?.kind !== 'flow') return giveToPeople(work, 'flow_broken', 'The flow it would go back to is another one now.');
    for (const [name, from] of Object.entries(outer.take ?? {})) {
      const value: Value = Object.hasOwn(inner.answers, from) ? (inner.answers[from] ?? null) : null;
      keep(work, name, value, inner.hidden.includes(from));
    }
    leave(work, 'next', outer.next);
  },
};
