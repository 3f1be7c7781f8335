import type { FlowDefinition, FlowNode } from '#contract/flows.ts';
import type { Book, Facts, FlowEffect, FlowTrace, Frame, PathStep, RunState, Value, Values, Wait } from './state.ts';

/** A step in the making: what the nodes write into. Nobody outside of the engine sees it. */
export interface Work {
  readonly book: Book;
  readonly facts: Facts;
  frames: Frame[];
  status: 'going' | RunState['status'];
  wait: Wait | null;
  asked: number;
  outcome: string | null;
  nodes: number;
  readonly effects: FlowEffect[];
  readonly trace: FlowTrace[];
  readonly path: PathStep[];
}

export function frameOf(work: Work): Frame {
  return work.frames[work.frames.length - 1] as Frame;
}

export function definitionOf(work: Work): FlowDefinition | null {
  return work.book.byVersion(frameOf(work).version)?.definition ?? null;
}

/** Nothing is answered: what was done stands in the work. So that a node can end with "return leave(…)". */
export type Done = undefined;

/** The node the run stands at; undefined: the definition has none of this name. */
export function nodeOf(work: Work): FlowNode | undefined {
  const nodes = definitionOf(work)?.nodes;
  const { node } = frameOf(work);
  return nodes && Object.hasOwn(nodes, node) ? nodes[node] : undefined;
}

export function changeFrame(work: Work, change: Partial<Frame>): Done {
  work.frames[work.frames.length - 1] = { ...frameOf(work), ...change };
}

export function keep(work: Work, name: string, value: Value, hidden = false): Done {
  const frame = frameOf(work);
  const was = frame.hidden.includes(name);
  const marked = hidden === was ? frame.hidden : hidden ? [...frame.hidden, name] : frame.hidden.filter((one) => one !== name);
  changeFrame(work, { answers: { ...frame.answers, [name]: value }, hidden: marked });
}

/** Whether a value is made of an answer that is hidden: a copy of it is hidden too. */
export function isHiddenIn(work: Work, value: unknown): boolean {
  return typeof value === 'string' && frameOf(work).hidden.some((name) => new RegExp(`\\banswers\\.${name}\\b`).test(value));
}

/** What conditions and gaps see: what is known of the world, and what was answered in this flow. */
export function valuesOf(work: Work): Values {
  const { answers, flow } = frameOf(work);
  return { ...work.facts.values, answers, flow: { name: flow } };
}

type Told = Pick<FlowTrace, 'numbers' | 'evidence'>;

export function note(work: Work, outcome: string, reason: string, told?: Told): Done {
  const { flow, node } = frameOf(work);
  work.trace.push(told ? { flow, node, outcome, reason, ...told } : { flow, node, outcome, reason });
}

/** Leaves a node by one of its exits. Where that leads nowhere, people take over: a contact is never left hanging. */
export function leave(work: Work, exit: string, target: string | undefined): Done {
  record(work, exit);
  work.wait = null;
  work.status = 'going';
  if (target === undefined) giveToPeople(work, 'flow_broken', `The exit "${exit}" leads nowhere.`);
  else changeFrame(work, { node: target });
}

/** Writes down that the run went on from here. */
export function record(work: Work, exit: string): Done {
  const { flow, version, node } = frameOf(work);
  work.path.push({ flow, version, node, kind: nodeOf(work)?.kind ?? 'none', exit });
}

export function waitFor(work: Work, wait: Wait): Done {
  work.wait = wait;
  work.status = 'waiting';
}

export function end(work: Work, outcome: string): Done {
  work.wait = null;
  work.status = 'ended';
  work.outcome = outcome;
}

/** The run cannot go on: a person gets the conversation, and the contact is told so. */
export function giveToPeople(work: Work, outcome: string, reason: string): Done {
  note(work, outcome, `${reason} People take over.`);
  work.effects.push({ kind: 'say', content: { kind: 'text', text: work.facts.sentence('router.person.done') } });
  work.effects.push({ kind: 'hand_over', reason: outcome });
  end(work, outcome);
}

/** A value by its name: "answers.age". Undefined: nobody knows it. */
export function lookUp(values: Values, path: string): Value | undefined {
  let value: unknown = values;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value as Value | undefined;
}
