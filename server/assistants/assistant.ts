import type { z } from 'zod';
import type { Choice } from '#contract/messages.ts';
import type { Turn } from '#core/turn.ts';

/** An assistant answers what no guard, flow or command took. It decides; it stores and sends nothing itself. */
export interface Assistant<Settings = unknown> {
  readonly kind: string;
  /** Of everything in the channel's assistant settings but `kind`; made with `assistantSettings`. */
  readonly settings: z.ZodType<Settings>;
  /** How long to wait after the last message for the person to finish, when the channel does not say. At most 8,000. */
  readonly quietMs: number;
  /**
   * How long after an answer to wait before the next one, when the channel does not say; 0, unless said. What is written meanwhile is
   * answered together. Guards, flows, commands and choices do not wait.
   */
  readonly restSeconds?: number;
  /** Its settings have `instructions`, to which a stage of a flow may add. */
  readonly takesInstructions?: true;
  /** Takes seconds to answer: where the channel can, the contact is shown meanwhile that somebody is writing. */
  readonly thinks?: true;
  answer(turn: Turn, settings: Settings): Promise<void>;
  /** What it adds to the menu. Without this there is no menu, and the words for it are ordinary texts. */
  menu?(turn: Turn, settings: Settings): readonly Choice[];
}

/** Keeps the assistant's own settings type inside and shows the router the one shape it knows. */
export function defineAssistant<Settings>(assistant: Assistant<Settings>): Assistant {
  return assistant as Assistant;
}
