import type { z } from 'zod';
import type { Turn } from './turn.ts';

/** Something a module does in the middle of a flow: "contacts.set-language". It decides, as an intent does; what it wants done it says to the turn. */
export interface FlowStep<Input = unknown> {
  readonly name: string;
  /** One sentence for an author. */
  readonly summary: string;
  readonly input: z.ZodType<Input>;
  /** How it may end, beside "failed". */
  readonly exits: readonly string[];
  run(turn: Turn, input: Input): Promise<StepOutcome> | StepOutcome;
}

export interface StepOutcome {
  readonly exit: string;
  /** What the flow may keep. */
  readonly value?: string | number | boolean | null;
}

/** Keeps a step's own types inside and shows the lists the one shape they know. */
export function defineStep<Input>(step: FlowStep<Input>): FlowStep {
  return step as FlowStep;
}
