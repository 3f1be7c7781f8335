import type { FlowDefinition } from '#contract/flows.ts';
import type { InboundKind, OutboundContent } from '#contract/messages.ts';

/** What goes into the engine and what comes out: plain data throughout, so that a run can be stored, read and tried again. */

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
export type Values = Readonly<Record<string, Value>>;

/** A definition as it was published, under the names it is found by. */
export interface Flow {
  readonly name: string;
  readonly version: string;
  readonly definition: FlowDefinition;
}

/** Every flow a run may come to. */
export interface Book {
  byVersion(version: string): Flow | null;
  /** The version that is published under a name; null: none is. */
  published(name: string): Flow | null;
}

/** A run between two steps. JSON: nothing in it is lost by being stored. */
export interface RunState {
  /** The flow and, inside of it, the flows it is in the middle of; the innermost last. */
  readonly frames: readonly Frame[];
  readonly status: 'new' | 'waiting' | 'ended';
  readonly wait: Wait | null;
  /** Questions asked so far: each has a number of its own, so that a tap on an old one is recognised. */
  readonly asked: number;
  /** How it ended, as a word. */
  readonly outcome: string | null;
}

export interface Frame {
  readonly flow: string;
  readonly version: string;
  readonly node: string;
  readonly answers: Values;
  /** The answers that are nobody's to see without a permission of its own. */
  readonly hidden: readonly string[];
  /** Questions that were answered, for "back". */
  readonly back: readonly string[];
}

export type Wait =
  | { readonly for: 'answer'; readonly number: number; readonly attempts: number; readonly since: string; readonly until: string }
  | { readonly for: 'assistant'; readonly messages: number; readonly until: string }
  | { readonly for: 'step'; readonly step: string; readonly input: Values }
  | { readonly for: 'time'; readonly until: string }
  | { readonly for: 'event'; readonly event: string; readonly until: string | null };

/** One message of the contact. */
export interface Said {
  readonly kind: InboundKind;
  readonly text: string | null;
  readonly content: Readonly<Record<string, unknown>> | null;
  /** Our id of it. */
  readonly id: string;
  /** When the message that it quotes was said; null: it quotes none. */
  readonly quotedAt: Date | null;
}

export type Input =
  | { readonly kind: 'start' }
  | { readonly kind: 'messages'; readonly messages: readonly Said[] }
  /** A module's step is done. */
  | { readonly kind: 'step_done'; readonly exit: string; readonly value?: Value | undefined; readonly reason?: string | undefined }
  /** Time has passed; also asked when nothing may be due. */
  | { readonly kind: 'time' }
  | { readonly kind: 'event'; readonly event: string }
  /** The contact changed the language, or comes back from something else: the question is asked once more. */
  | { readonly kind: 'again'; readonly why: 'language' | 'interrupted' | 'menu' };

/** Everything a step may go by beside the run itself. The functions are pure. */
export interface Facts {
  readonly now: Date;
  /** The contact's time zone. */
  readonly zone: string;
  readonly runId: string;
  /** The best first: the contact's, the organization's. */
  readonly languages: readonly string[];
  /** How many choices can be tapped in one message here. */
  readonly choicesMax: number;
  /** The channel can ask for a place with one tap. */
  readonly asksLocation: boolean;
  /** contact.*, organization.*, channel.* … as they are now. */
  readonly values: Values;
  readonly nodesMax: number;
  /** Fills in a text's gaps; `missing` names those that had no value and no fallback, and stayed empty. */
  render(source: string, values: Values): { readonly text: string; readonly missing: readonly string[] };
  /** One of our own sentences in the contact's language. */
  sentence(key: string, values?: Readonly<Record<string, string | number>>): string;
}

export type FlowEffect =
  | { readonly kind: 'say'; readonly content: OutboundContent }
  | { readonly kind: 'stage'; readonly stage: string | null }
  | { readonly kind: 'hand_over'; readonly reason: string }
  /** An assistant answers the messages that came, in this stage. */
  | { readonly kind: 'assistant'; readonly instructions: string; readonly tools: readonly string[] | null };

/** A line of the trace: where, what, and why in a sentence for a person. Words of the contact are evidence, never in the reason. */
export interface FlowTrace {
  readonly flow: string;
  readonly node: string;
  readonly outcome: string;
  readonly reason: string;
  readonly numbers?: Readonly<Record<string, number>>;
  readonly evidence?: Readonly<Record<string, unknown>>;
}

/** A node that was left, and by which exit. */
export interface PathStep {
  readonly flow: string;
  readonly version: string;
  readonly node: string;
  readonly kind: string;
  readonly exit: string;
}

export interface Result {
  readonly state: RunState;
  readonly effects: readonly FlowEffect[];
  readonly trace: readonly FlowTrace[];
  readonly path: readonly PathStep[];
  /** How many nodes it went through. */
  readonly nodes: number;
}

/** A run that has not begun. */
export function beginRun(flow: Flow, answers: Values = {}): RunState {
  return { frames: [frameFor(flow, answers)], status: 'new', wait: null, asked: 0, outcome: null };
}

export function frameFor(flow: Flow, answers: Values, hidden: readonly string[] = []): Frame {
  return { flow: flow.name, version: flow.version, node: flow.definition.start, answers, hidden, back: [] };
}
