import type { Category } from './finding.ts';
import type { SafetyGate } from './gate.ts';
import type { Severity } from './severity.ts';
import { type Spoken, wordsIn } from './words-in.ts';

/** Where the words came from: the message as it arrived, what was heard or seen in it later, what the assistant asked for, what it was about to say; or a model's reading. */
export const sources = ['message', 'transcript', 'description', 'question', 'answer', 'model'] as const;
export type Source = (typeof sources)[number];

/** What was found in one message, as it is stored with it. Whose words they are stands in the message; here is only where. */
export interface Finding {
  readonly source: Source;
  readonly severity: Severity;
  readonly categories: readonly (Category | Unsafe)[];
  readonly hard: boolean;
  /** In UTF-16 units of what `wordsIn` makes of the message. */
  readonly evidence: readonly { readonly start: number; readonly end: number; readonly rule: string }[];
  readonly reason: string;
  readonly rules: string;
  /** An incident that rests on this message alone is less grave than the rules said. */
  readonly lowers?: true;
  /** The rules failed: nobody knows what stands there. */
  readonly unread?: true;
}

/** What an assistant must not say. */
export const unsafe = ['method', 'encouragement', 'diagnosis', 'dosage', 'claims_human', 'denies_ai', 'invented_line', 'secrecy'] as const;
export type Unsafe = (typeof unsafe)[number];

/** A message that went through the gate; only `readMessage` makes one, and nothing stores a contact's message without it. */
export interface Read {
  /** Null: nothing was found. */
  readonly finding: Finding | null;
  readonly [passed]: true;
}
declare const passed: unique symbol;

/**
 * Reads a message before it is stored. Rules that fail are a finding themselves: the message is taken all the same, and a person looks at
 * what no rule could read.
 */
export function readMessage(gate: SafetyGate, message: Spoken): Read {
  return { finding: findingIn(gate, wordsIn(message), 'message') } as unknown as Read;
}

/** The same of words that came later: a transcript, a description. Null: nothing was found. */
export function findingIn(gate: SafetyGate, words: string, source: Source): Finding | null {
  if (words === '') return null;
  try {
    const { severity, categories, hard, evidence, reason } = gate.read(words);
    if (severity === 'none') return null;
    const places = evidence.map(({ start, end, rule }) => ({ start, end, rule }));
    return { source, severity, categories, hard, evidence: places, reason, rules: gate.rules };
  } catch {
    // Whatever the fault is: it would be there at the next try too, and its message might quote the words.
    return {
      source,
      severity: 'moderate',
      categories: [],
      hard: false,
      evidence: [],
      reason: 'Message needs attention: the safety rules could not read it.',
      rules: 'none',
      unread: true,
    };
  }
}
