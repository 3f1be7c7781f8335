import type { NodeOf } from '#contract/flows.ts';
import { normalise } from '#core/dialogue/text.ts';
import { holds } from '../conditions.ts';
import type { Said, Wait } from '../state.ts';
import { say, tell } from '../words.ts';
import { type Done, definitionOf, end, leave, note, valuesOf, type Work, waitFor } from '../work.ts';
import type { NodeRule } from './define.ts';

type Stage = NodeOf<'assistant'>;
/** As a question's. */
const expiresMinutes = 4320;

/** An assistant talks until the stage ends. */
export const stageRule: NodeRule<'assistant'> = {
  enter(work, node) {
    work.effects.push({ kind: 'stage', stage: node.stage });
    if (node.opening !== undefined) say(work, node.opening);
    note(work, 'stage', `The stage "${node.stage}" begins: an assistant answers until it ends.`);
    wait(work, 0);
  },
  take(work, node, input) {
    const waits = work.wait as Extract<Wait, { for: 'assistant' }>;
    if (input.kind === 'messages') takeMessages(work, node, input.messages);
    else if (input.kind === 'time' && work.facts.now.toISOString() >= waits.until) {
      note(work, 'expired', 'Nobody wrote for so long that the run ends; nothing is said.');
      work.effects.push({ kind: 'stage', stage: null });
      end(work, 'expired');
    }
  },
};

function wait(work: Work, messages: number): Done {
  const minutes = definitionOf(work)?.expiresMinutes ?? expiresMinutes;
  waitFor(work, { for: 'assistant', messages, until: new Date(work.facts.now.getTime() + minutes * 60_000).toISOString() });
}

function takeMessages(work: Work, node: Stage, messages: readonly Said[]): Done {
  const values = valuesOf(work);
  const words = new Set(messages.map(({ text }) => normalise((text ?? '').slice(0, 120))));
  const said = node.leave.findIndex(
    (exit) => exit.said?.some((one) => words.has(normalise(one))) || (exit.when && holds(exit.when, values)),
  );
  if (said >= 0) return close(work, node, said);
  work.effects.push({ kind: 'assistant', instructions: tell(work, node.instructions), tools: node.tools ?? null });
  note(work, 'assistant', `In the stage "${node.stage}" an assistant answers.`);
  const count = (work.wait as Extract<Wait, { for: 'assistant' }>).messages + messages.length;
  const full = node.leave.findIndex((exit) => exit.messages !== undefined && count >= exit.messages);
  if (full >= 0) close(work, node, full);
  else wait(work, count);
}

function close(work: Work, node: Stage, index: number): Done {
  note(work, 'stage_ends', `The stage "${node.stage}" ends by its exit ${index + 1}.`, { numbers: { exit: index + 1 } });
  work.effects.push({ kind: 'stage', stage: null });
  leave(work, `leave_${index + 1}`, node.leave[index]?.next);
}
