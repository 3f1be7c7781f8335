import type { Assistant } from '#assistants/assistant.ts';
import type { MakeAssistant } from '#core/assistant.ts';
import type { Intent } from '#core/dialogue/intent.ts';
import type { Reading } from '#core/reading.ts';
import type { Turn, TurnMessage } from '#core/turn.ts';
import type { SafetyGate } from '#safety/index.ts';

/** Everything a decision may use, built once at the start in server/boot. The router itself is a pure function of it and a turn. */
export interface Brain {
  readonly gate: SafetyGate;
  readonly intents: readonly Intent[];
  readonly assistants: ReadonlyMap<string, Assistant>;
  /** How those of modules are made, for a rehearsal that makes them with a model of its own. */
  readonly made: readonly MakeAssistant[];
  /** For an assistant that prepares: what it reads with. */
  reading(turn: Turn): Reading;
}

/** Flows as they are for one turn: everything they need was read before it is decided. */
export interface TurnFlows {
  /** What a message asks of them by its word or its button, or because it is the first; null: nothing. */
  meantBy(turn: Turn, message: TurnMessage): FlowCommand | null;
  /** The flow that is begun in place of what a module does for an intent. */
  inPlaceOf(intent: Intent): FlowCommand | null;
  /** Does it. */
  obey(turn: Turn, command: FlowCommand): Promise<void>;
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

/** What a contact asks of flows: begin one, stay with the one that waits, or, by an old button, go on in one that is over. */
export type FlowCommand =
  | (FlowBeginning & { readonly does: 'begin' })
  | { readonly does: 'stay'; readonly flow: string }
  | { readonly does: 'over'; readonly flow: 'none' };

export interface FlowBeginning {
  readonly flow: string;
  readonly by: 'keyword' | 'button' | 'intent' | 'referral' | 'first_message';
  /** What becomes of the run that waits now. */
  readonly how: 'interrupt' | 'replace' | 'ask';
}

/** The name under which a conversation that a flow waits in is locked. */
export const flowProcess = 'flow';

/** What such a lock holds: the run that waits, and the turn that wrote its state. */
export interface FlowLock {
  readonly run: string;
  readonly as: string;
  /** A bare STOP may mean this flow alone: the contact is asked. Absent: STOP opts out at once. */
  readonly stop?: 'asks';
}

/** Which way a turn went, and who decided: for counting; the trace tells the rest. */
export interface Outcome {
  readonly path: 'guard' | 'silent' | 'people' | 'locked' | 'command' | 'open';
  /** "guard.stop", "assistant.offline", an intent's or a flow's name. */
  readonly by: string;
}
