import type { Assistant } from '#assistants/assistant.ts';
import type { Intent } from '#core/dialogue/intent.ts';
import type { Turn } from '#core/turn.ts';
import type { SafetyGate } from '#safety/index.ts';

/** Everything a decision may use, built once at the start in server/boot. The router itself is a pure function of it and a turn. */
export interface Brain {
  readonly gate: SafetyGate;
  readonly intents: readonly Intent[];
  /** What can hold a conversation until it has its answer (flows), by the name in `routing.lock.process`. */
  readonly processes: ReadonlyMap<string, Process>;
  readonly assistants: ReadonlyMap<string, Assistant>;
}

export interface Process {
  readonly name: string;
  /** Takes the answer it waited for. It gives the conversation back by removing `routing.lock`. */
  answer(turn: Turn, state: unknown): Promise<void>;
}

/** Which way a turn went, and who decided: for counting; the trace tells the rest. */
export interface Outcome {
  readonly path: 'guard' | 'silent' | 'people' | 'locked' | 'command' | 'open';
  /** "guard.stop", "assistant.offline", an intent's or a process's name. */
  readonly by: string;
}
