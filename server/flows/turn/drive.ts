import { flowLimits } from '#contract/flows.ts';
import type { FlowStep } from '#core/flow-step.ts';
import type { Turn } from '#core/turn.ts';
import { places } from '#platform/log.ts';
import type { Assist } from '#router/index.ts';
import { type Book, type Facts, type FlowEffect, type Input, type PathStep, type RunState, step, type Values } from '../engine/index.ts';

/** How long a module's step may take before it counts as failed. */
const stepMs = 5000;

export interface Driving {
  readonly turn: Turn;
  readonly book: Book;
  readonly steps: ReadonlyMap<string, FlowStep>;
  /** Lets the channel's assistant answer; null: nobody wrote, so there is nothing to answer. */
  readonly assist: Assist | null;
  facts(runId: string, nodesMax: number): Facts;
}

/** Takes a run as far as it goes in this turn: what the engine says shall happen is said to the turn, and modules' steps are run in between. */
export async function drive(
  driving: Driving,
  run: { id: string; state: RunState },
  input: Input,
): Promise<{ state: RunState; path: PathStep[] }> {
  const path: PathStep[] = [];
  let { state } = run;
  let nodes: number = flowLimits.nodesPerTurn;
  for (let next: Input = input; ; ) {
    const result = step(driving.book, state, next, driving.facts(run.id, nodes));
    state = result.state;
    nodes -= result.nodes;
    path.push(...result.path);
    for (const { flow, node, ...told } of result.trace) driving.turn.note({ step: `flow.${flow}.${node}`, ...told });
    for (const effect of result.effects) await apply(driving, effect);
    if (state.wait?.for !== 'step') return { state, path };
    next = await runStep(driving, state.wait);
  }
}

async function apply({ turn, assist }: Driving, effect: FlowEffect): Promise<void> {
  switch (effect.kind) {
    case 'say':
      return turn.reply(effect.content);
    case 'stage':
      return turn.apply({ kind: 'set_stage', stage: effect.stage });
    case 'hand_over':
      return turn.handOver(effect.reason);
    case 'assistant': {
      const { instructions, tools } = effect;
      const inside = tools === null ? turn : (Object.create(turn, { tools: { value: tools, enumerable: true } }) as Turn);
      await assist?.(inside, { instructions });
    }
  }
}

/** What a module throws, or does not end, is its failure and not the turn's. */
async function runStep({ turn, steps }: Driving, { step: name, input }: { step: string; input: Values }): Promise<Input> {
  const failed = (reason: string): Input => ({ kind: 'step_done', exit: 'failed', reason });
  const found = steps.get(name);
  if (!found) return failed(`No module offers the step "${name}" any more.`);
  const checked = found.input.safeParse(input);
  if (!checked.success)
    return failed(
      `The step "${name}" does not take what it is given: ${checked.error.issues.map(({ path }) => path.join('.')).join(', ')}.`,
    );
  const inside = whileOpen(turn);
  try {
    const { exit, value } = await inTime(turn, async () => found.run(inside.turn, checked.data));
    return { kind: 'step_done', exit, value };
  } catch (error) {
    turn.log.warn({ step: name, err: places(error) }, 'a step of a flow failed');
    return failed(
      error instanceof TooLate ? `The step "${name}" took longer than ${stepMs / 1000} seconds.` : `The step "${name}" failed.`,
    );
  } finally {
    inside.close();
  }
}

class TooLate extends Error {}

async function inTime<T>({ clock }: Turn, work: () => Promise<T>): Promise<T> {
  let cancel: () => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(stepMs, () => reject(new TooLate()));
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    cancel();
  }
}

/** The same turn until it is closed: what a step says that was given up is not heard any more. */
function whileOpen(turn: Turn): { turn: Turn; close(): void } {
  let open = true;
  const heard = <Words extends unknown[]>(tell: (...words: Words) => void) => ({
    value: (...words: Words) => (open ? tell(...words) : undefined),
  });
  const inside = Object.create(turn, {
    apply: heard(turn.apply),
    reply: heard(turn.reply),
    handOver: heard(turn.handOver),
    note: heard(turn.note),
  }) as Turn;
  return {
    turn: inside,
    close: () => {
      open = false;
    },
  };
}
