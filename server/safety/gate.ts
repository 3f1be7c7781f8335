import { createHash } from 'node:crypto';
import type { SafetyReading } from './finding.ts';
import { readText } from './read-text.ts';
import { ruleBook, ruleFiles } from './rules.ts';

/** Reads every text before anything else does, in every state of a conversation. Pure, and for usual messages no slower than 2 ms. */
export interface SafetyGate {
  /** Which rules read, for findings and traces: a version. */
  readonly rules: string;
  read(text: string): SafetyReading;
  /** Makes the rules ready, so that the first message does not wait for them. */
  prepare(): void;
}

/** A message is read when it is stored and again when it is decided, and people say "ok" all day: what was read lately is remembered. */
const rememberedMax = 512;
const rememberedLength = 1_000;

/** The gate with the rules of this program. */
export function createGate(): SafetyGate {
  const remembered = new Map<string, SafetyReading>();
  let rules: string | null = null;
  return {
    get rules() {
      rules ??= createHash('sha256').update(JSON.stringify(ruleFiles())).digest('hex').slice(0, 8);
      return rules;
    },
    read(text) {
      const known = remembered.get(text);
      if (known) return known;
      const reading = readText(text);
      if (text.length <= rememberedLength) {
        if (remembered.size >= rememberedMax) remembered.delete(remembered.keys().next().value as string);
        remembered.set(text, reading);
      }
      return reading;
    },
    prepare: () => void ruleBook(),
  };
}
