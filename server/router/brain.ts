import type { Assistant } from '#assistants/assistant.ts';
import type { Intent } from '#core/dialogue/intent.ts';
import type { Turn, TurnMessage } from '#core/turn.ts';
import type { SafetyGate } from '#safety/index.ts';

/** Everything a decision may use, built once at the start in server/boot. The router itself is a pure function of it and a turn. */
export interface Brain {
  readonly gate: SafetyGate;
  readonly intents: readonly Intent[];
  /** What can hold a conversation until it has its answer (flows), by the name in `routing.lock.process`. */
  readonly processes: ReadonlyMap<string, Process>;
  readonly assistants: ReadonlyMap<string, Assistant>;
  /** Of the turn that is decided; absent: the organization has none. */
  readonly flows?: TurnFlows | null;
}

export interface Process {
  readonly name: string;
  /** Takes the answer it waited for. It gives the conversation back by removing `routing.lock`. */
  answer(turn: Turn, state: unknown): Promise<void>;
}

/** Flows as they are for one turn: everything they need was read before it is decided. */
export interface TurnFlows {
  /** What a message starts by its word or its button, or because it is the first; null: nothing. */
  startedBy(turn: Turn, message: TurnMessage): FlowStart | null;
  /** The flow that is begun in place of what a module does for an intent. */
  inPlaceOf(intent: Intent): FlowStart | null;
  start(turn: Turn, start: FlowStart): Promise<void>;
  /** A run waits for the contact here. */
  isWaiting(turn: Turn): boolean;
  /** Gives it what was written. */
  answer(turn: Turn, assist: Assist): Promise<void>;
  /** Asks its question once more. */
  again(turn: Turn, why: 'language' | 'menu'): Promise<void>;
}

/** Lets the channel's assistant answer a turn in a stage of a flow. */
export type Assist = (turn: Turn, stage: Stage) => Promise<unknown>;
export interface Stage {
  readonly instructions: string;
}

export interface FlowStart {
  readonly flow: string;
  readonly by: 'keyword' | 'button' | 'intent' | 'first_message' | 'stay' | 'over';
  /** What becomes of the run that waits now. */
  readonly how: 'interrupt' | 'replace' | 'ask';
}

/** The name under which a conversation that a flow waits in is locked. */
export const flowProcess = 'flow';

/** Which way a turn went, and who decided: for counting; the trace tells the rest. */
export interface Outcome {
  readonly path: 'guard' | 'silent' | 'people' | 'locked' | 'command' | 'open';
  /** "guard.stop", "assistant.offline", an intent's or a process's name. */
  readonly by: string;
}
