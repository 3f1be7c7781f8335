import { z } from 'zod';
import { categories } from '../finding.ts';

/** How a rule file looks. docs/safety/rules.md says what each field does; this says what is refused. */

const rule = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  says: z.string().min(1),
  category: z.enum(categories),
  severity: z.enum(['low', 'moderate', 'high', 'imminent']),
  hard: z.boolean().default(false),
  /** What is planned or wished, so that a time ("tonight") makes it more urgent. */
  intent: z.boolean().default(false),
  /** Preparation (a plan, a farewell, the means): makes what is found elsewhere in the message more urgent. */
  raises: z.boolean().default(false),
  /** Whose: the writer's by its words alone; or whoever the sentence is about. */
  about: z.enum(['writer', 'subject', 'anyone']).default('subject'),
  /** Whether a "not" near it takes it back. */
  deniable: z.boolean().default(true),
  patterns: z.array(z.string().min(1)).min(1),
});

const negation = z.strictObject({ before: z.number().int().min(0).max(6), after: z.number().int().min(0).max(4) });

const file = z.strictObject({
  language: z.string(),
  /** Files with the same grammar share rules and word lists: Urdu and Hindi, in both their scripts. */
  grammar: z.string(),
  review: z.string(),
  /** Spelling is free, as in Urdu and Hindi written with Latin letters. */
  roman: z.boolean().default(false),
  negation: negation.optional(),
  words: z.record(z.string().regex(/^[A-Z][A-Z_]*$/), z.array(z.string().min(1)).min(1)).default({}),
  idioms: z.array(z.string().min(1)).default([]),
  rules: z.array(rule).default([]),
});

export type RuleFile = z.infer<typeof file>;
export type Rule = z.infer<typeof rule>;

export function readRuleFile(content: unknown): RuleFile {
  return file.parse(content);
}
