import type { FlowTrial, TrialInput, TrialLine, TrialOutcome } from '#contract/flow-trial.ts';
import { flowLimits, type NodeOf } from '#contract/flows.ts';
import type { FlowStep } from '#core/flow-step.ts';
import type { Clock } from '#platform/clock.ts';
import {
  type Book,
  beginRun,
  type Facts,
  type Flow,
  type FlowEffect,
  type FlowTrace,
  type Input,
  type PathStep,
  type RunState,
  type Said,
  step,
} from '../engine/index.ts';

/** A trial is for looking at: who builds a flow that renders for ever gets what came out by then. */
const trialMs = 2000;

interface Playing {
  readonly book: Book;
  readonly flow: Flow;
  readonly trial: FlowTrial;
  readonly steps: ReadonlyMap<string, FlowStep>;
  readonly clock: Clock;
  readonly facts: Omit<Facts, 'now' | 'nodesMax'>;
  /** When it begins. */
  readonly at: Date;
}

/** What came of it, and which question each input was an answer to. */
export interface Played {
  readonly outcome: Omit<TrialOutcome, 'values'>;
  readonly asked: readonly (NodeOf<'ask'> | null)[];
}

/** What the engine says of a definition, input by input. Pure but for the clock. */
export function playTrial(playing: Playing): Played {
  const trial = new Trial(playing);
  const asked: Played['asked'][number][] = [];
  trial.take({ kind: 'start' });
  playing.trial.inputs.forEach((input, index) => {
    if (trial.cut || trial.state.status === 'ended') return;
    trial.lines.push({ kind: 'input', input: index });
    asked.push(trial.question());
    trial.take(trial.meant(input, index));
  });
  return { outcome: trial.outcome(), asked };
}

class Trial {
  readonly lines: TrialLine[] = [];
  readonly path: PathStep[] = [];
  readonly #playing: Playing;
  readonly #end: number;
  #now: Date;
  state: RunState;
  cut = false;

  constructor(playing: Playing) {
    this.#playing = playing;
    this.#now = playing.at;
    this.#end = playing.clock.now().getTime() + trialMs;
    this.state = beginRun(playing.flow);
  }

  /** What an input is to the engine. Time that passes is time until it goes on. */
  meant(input: TrialInput, index: number): Input {
    const { wait } = this.state;
    if (input.kind === 'pass') {
      const until = wait && 'until' in wait ? wait.until : null;
      if (until !== null) this.#now = new Date(Math.max(this.#now.getTime(), Date.parse(until)));
      return { kind: 'time' };
    }
    if (input.kind === 'event') return { kind: 'event', event: wait?.for === 'event' ? wait.event : '' };
    return { kind: 'messages', messages: [toSaid(input, index)] };
  }

  take(input: Input): void {
    const { book, facts } = this.#playing;
    let left: number = flowLimits.nodesPerTurn;
    for (let next: Input | null = input; next !== null; ) {
      const result = step(book, this.state, next, { ...facts, now: this.#now, nodesMax: left });
      this.state = result.state;
      left -= result.nodes;
      this.path.push(...result.path);
      this.#tell(result.effects, result.trace);
      this.cut ||= this.#playing.clock.now().getTime() > this.#end;
      next = this.cut ? null : this.#stepDone();
    }
  }

  /** As if a module's step had been done; null: it waits for none. */
  #stepDone(): Input | null {
    const { wait } = this.state;
    if (wait?.for !== 'step') return null;
    const { node } = this.#at();
    const exits = [...(this.#playing.steps.get(wait.step)?.exits ?? []), 'failed'];
    const wanted = this.#playing.trial.exits?.[node];
    const exit = (wanted !== undefined && exits.includes(wanted) ? wanted : exits[0]) ?? 'failed';
    this.lines.push({ kind: 'step', node, step: wait.step, input: { ...wait.input }, exit, exits });
    return { kind: 'step_done', exit };
  }

  #tell(effects: readonly FlowEffect[], trace: readonly FlowTrace[]): void {
    for (const effect of effects) {
      if (effect.kind === 'say') this.lines.push({ kind: 'said', content: { ...effect.content } });
      else if (effect.kind === 'assistant') this.lines.push({ kind: 'assistant', node: this.#at().node });
      else if (effect.kind === 'stage') this.lines.push({ kind: 'stage', stage: effect.stage });
      else this.lines.push({ kind: 'hand_over', reason: effect.reason });
    }
    for (const { node, outcome, reason } of trace) if (remarkable.has(outcome)) this.lines.push({ kind: 'note', node, outcome, reason });
  }

  /** The question that waits for an answer. */
  question(): NodeOf<'ask'> | null {
    const frame = this.state.frames.at(-1);
    const node = frame && this.#playing.book.byVersion(frame.version)?.definition.nodes[frame.node];
    return this.state.wait?.for === 'answer' && node?.kind === 'ask' ? node : null;
  }

  #at(): { flow: string; node: string } {
    const frame = this.state.frames.at(-1);
    return { flow: frame?.flow ?? '', node: frame?.node ?? '' };
  }

  outcome(): Omit<TrialOutcome, 'values'> {
    const { wait, outcome, frames } = this.state;
    return {
      lines: this.lines,
      path: this.path.map(({ flow, node, exit }) => ({ flow, node, exit })),
      at: this.#at(),
      waits:
        wait === null || wait.for === 'step' ? null : { for: wait.for, until: wait.until, event: wait.for === 'event' ? wait.event : null },
      outcome,
      answers: { ...frames.at(-1)?.answers },
      cut: this.cut,
    };
  }
}

/** What a trial says beside the messages: everything else the path shows. */
const remarkable: ReadonlySet<string> = new Set([
  'gap_empty',
  'flow_broken',
  'flow_stuck',
  'flow_step_failed',
  'flow_not_understood',
  'expired',
]);

/** Somewhere in Nairobi: a trial sends no place of its own. */
const place = { latitude: -1.2864, longitude: 36.8172, name: 'Nairobi' };

function toSaid(input: Exclude<TrialInput, { kind: 'pass' | 'event' }>, index: number): Said {
  const plain = { id: `trial-${index}`, text: null, content: null, quotedAt: null };
  if (input.kind === 'text') return { ...plain, kind: 'text', text: input.text };
  if (input.kind === 'tap') return { ...plain, kind: 'choice', text: input.title, content: { id: input.id } };
  if (input.kind === 'location') return { ...plain, kind: 'location', content: place };
  return { ...plain, kind: input.kind === 'file' ? 'document' : input.kind };
}
