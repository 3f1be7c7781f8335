import { z } from 'zod';
import { FlowWithDraft } from './flow-state.ts';
import { FlowWord } from './flows.ts';
import { Language } from './values.ts';

/** The texts of a flow for translators: out as a file, and in again. */

export const FlowText = z.object({
  text: z.string().describe('Where it stands: "ask_name/text", "ask_tea/choice/yes/title".'),
  node: FlowWord.nullable().describe('Null: what begins the flow.'),
  words: z.record(Language, z.string()).describe('By language; a plain text is one of the flow’s first language.'),
  missing: z.array(Language).describe('The flow’s languages it has no text in.'),
});
export type FlowText = z.infer<typeof FlowText>;

export const FlowTexts = z.object({ languages: z.array(Language), texts: z.array(FlowText) });
export type FlowTexts = z.infer<typeof FlowTexts>;

export const textRefusals = ['unknown_text', 'unknown_language', 'changed_meanwhile', 'unreadable', 'too_long'] as const;

/** One line of a file that was left out. */
export const RefusedText = z.object({
  line: z.int().describe('In the file, counted from 1.'),
  text: z.string(),
  language: z.string().nullable(),
  reason: z.enum(textRefusals),
  message: z.string(),
});
export type RefusedText = z.infer<typeof RefusedText>;

export const TakenTexts = z.object({
  changed: z.int().describe('How many texts are different now.'),
  same: z.int().describe('How many were as they are here already.'),
  refused: z.array(RefusedText),
  flow: FlowWithDraft,
});
export type TakenTexts = z.infer<typeof TakenTexts>;
