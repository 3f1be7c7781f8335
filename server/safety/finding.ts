import type { Severity } from './severity.ts';

/** What a text is about. Of the text, never of the person. */
export const categories = [
  'suicidal',
  'self_harm',
  'harm_to_others',
  'abuse',
  'acute_medical',
  'psychosis',
  'eating',
  'someone_else',
] as const;
export type Category = (typeof categories)[number];

/** The person's own words, where they stand in the message, and the rule that stopped at them. */
export interface Evidence {
  /** In UTF-16 units, as JavaScript counts; `end` is behind the last. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly rule: string;
}

/** What the rules make of one text. */
export interface SafetyReading {
  readonly severity: Severity;
  readonly categories: readonly Category[];
  /** Whether the severity rests on plain words that nothing in the text takes back. A model never lowers those. */
  readonly hard: boolean;
  readonly evidence: readonly Evidence[];
  /** One sentence for people; empty when nothing was found. */
  readonly reason: string;
}
