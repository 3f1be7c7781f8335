import type { z } from 'zod';
import type { Choice } from '#contract/messages.ts';
import type { Reading } from './reading.ts';
import type { Turn } from './turn.ts';

/** An assistant answers what no guard, flow or command took. It decides; it stores and sends nothing itself. */
export interface Assistant<Settings = unknown, Prepared = unknown> {
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
  /**
   * Reads what answering needs, just before it is asked and only then: an answer is decided without a database. Without this nothing is
   * read, and a turn costs no round trip more.
   */
  prepare?(about: Reading, settings: Settings): Promise<Prepared>;
  answer(turn: Turn, settings: Settings, prepared: Prepared): Promise<void>;
  /** What it adds to the menu. Without this there is no menu, and the words for it are ordinary texts. */
  menu?(turn: Turn, settings: Settings): readonly Choice[];
}

/** Keeps the assistant's own types inside and shows the router the one shape it knows. */
export function defineAssistant<Settings, Prepared = undefined>(assistant: Assistant<Settings, Prepared>): Assistant {
  return assistant as Assistant;
}

/** A module's assistant, made with the one way to ask a model. */
export type MakeAssistant = (ask: AskModel) => Assistant;

/** Asks the organization's model for words to say in this turn. Never throws for a model's trouble, and writes the line of the trace. */
export type AskModel = (turn: Turn, question: ModelQuestion) => Promise<ModelWords>;

export type ModelWords =
  | { readonly kind: 'said'; readonly text: string }
  /** It started something that has spoken for itself. */
  | { readonly kind: 'acted' }
  /** Nothing that can be said: it is down, slow, silent, told what it must not, or was refused. */
  | { readonly kind: 'nothing' };

export interface ModelQuestion {
  /** The name of one of the organization's providers. */
  readonly provider: string;
  /** Who asks, in the trace: "assistant.companion". */
  readonly step: string;
  readonly temperature: number | null;
  /** All questions of this answer together. */
  readonly secondsMax: number;
  /** What is told before the conversation; `canary` stands in it, and no answer may hold it. */
  readonly prompt: { readonly version: string; readonly hash: string; render(canary: string): string | Promise<string> };
  /** Why words of the model may not be said; null: they may. */
  refuse?(text: string): string | null;
}
