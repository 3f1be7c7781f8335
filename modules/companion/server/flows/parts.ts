import type { ReadyFlow } from '#contract/flow-state.ts';
import type { FlowDefinition, FlowNode } from '#contract/flows.ts';
import { languages } from '#platform/i18n.ts';
import { consentVersion } from '../keep.ts';
import { type WordKey, words } from './words.ts';

/** What the companion's flows are made of. */

export type Nodes = Record<string, FlowNode>;

type Answer = Extract<FlowNode, { kind: 'ask' }>['answer'];

export const gap = (name: string, fallback = '') => `{{ answers.${name} | default: "${fallback}" }}`;

interface Asking {
  readonly text: WordKey;
  readonly answer: Answer;
  readonly optional?: true;
  readonly sensitive?: true;
  readonly next: string;
  readonly skipped?: string;
}

export function ask(save: string, { text, ...rest }: Asking): FlowNode {
  return { kind: 'ask', text: words(text), save, attempts: 3, failed: rest.skipped ?? rest.next, ...rest } as FlowNode;
}

export function choices(...list: readonly (readonly [value: string, title: WordKey])[]): Answer {
  return { type: 'choice', choices: list.map(([value, title]) => ({ value, title: words(title) })) };
}

/** Asks whether something is allowed, and keeps either answer; who skips it has not allowed it. */
export function consent(kind: 'memory' | 'mood' | 'sharing', next: string): Nodes {
  const keep = (given: string): FlowNode => ({
    kind: 'call',
    step: 'companion.keep-consent',
    input: { kind, given, version: consentVersion },
    exits: { given: next, refused: next, failed: next },
  });
  return {
    [kind]: ask(kind, { text: kind, answer: { type: 'yes_no' }, optional: true, next: `keep_${kind}`, skipped: `pass_${kind}` }),
    [`keep_${kind}`]: keep(gap(kind)),
    [`pass_${kind}`]: keep('false'),
  };
}

/** Asks for something about themselves; who skips it is not asked again. */
export function question(
  what: 'name' | 'brings' | 'preferred' | 'trusted',
  { text, answer, next }: { text: WordKey; answer: Answer; next: string },
): Nodes {
  const keep = (value: string): FlowNode => ({
    kind: 'call',
    step: 'companion.keep-answer',
    input: { what, text: value },
    ...(what === 'name' ? { save: 'name' } : {}),
    exits: { done: next, unknown: next, withdrawn: 'withdrawn', failed: next },
  });
  return {
    [what]: ask(what === 'name' ? 'called' : what, {
      text,
      answer,
      optional: true,
      ...(what === 'preferred' ? {} : { sensitive: true as const }),
      next: `keep_${what}`,
      skipped: `pass_${what}`,
    }),
    [`keep_${what}`]: keep(gap(what === 'name' ? 'called' : what)),
    [`pass_${what}`]: keep(''),
  };
}

export function summaries(next: string): Nodes {
  const keep = (text: string): FlowNode => ({
    kind: 'call',
    step: 'companion.keep-answer',
    input: { what: 'summaries', text, version: consentVersion },
    exits: { done: next, unknown: next, withdrawn: 'withdrawn', failed: next },
  });
  return {
    summaries: ask('summaries', {
      text: 'summaries',
      answer: choices(['no', 'summaries_no'], ['daily', 'daily'], ['weekly', 'weekly']),
      optional: true,
      next: 'keep_summaries',
      skipped: 'pass_summaries',
    }),
    keep_summaries: keep(gap('summaries', 'no')),
    pass_summaries: keep('no'),
  };
}

/** What is not a country we know is asked once more, then left. */
export function country(next: string): Nodes {
  const keep = (text: string, unknown: string): FlowNode => ({
    kind: 'call',
    step: 'companion.keep-answer',
    input: { what: 'country', text },
    exits: { done: next, unknown, withdrawn: 'withdrawn', failed: next },
  });
  const asked = (text: WordKey, keeps: string): FlowNode =>
    ask('country', { text, answer: { type: 'text', max: 200 }, optional: true, next: keeps, skipped: 'pass_country' });
  return {
    country: asked('country', 'keep_country'),
    keep_country: keep(gap('country'), 'country_again'),
    country_again: asked('country_unknown', 'keep_again'),
    keep_again: keep(gap('country'), 'pass_country'),
    pass_country: keep('', next),
  };
}

/** At once, whatever was asked. */
export const withdrawn: Nodes = {
  withdrawn: { kind: 'end', text: words('withdrawn'), outcome: 'withdrawn' },
};

/** After an exercise: how it is now. */
export const after: Nodes = {
  after: ask('after', {
    text: 'after',
    answer: choices(['better', 'better'], ['same', 'same'], ['worse', 'worse']),
    optional: true,
    next: 'felt',
    skipped: 'after_same',
  }),
  felt: {
    kind: 'branch',
    cases: [
      { when: { variable: 'answers.after', is: 'equal', value: 'better' }, next: 'after_better' },
      { when: { variable: 'answers.after', is: 'equal', value: 'worse' }, next: 'after_worse' },
    ],
    otherwise: 'after_same',
  },
  after_better: { kind: 'end', text: words('after_better'), outcome: 'better' },
  after_same: { kind: 'end', text: words('after_same'), outcome: 'same' },
  after_worse: { kind: 'end', text: words('after_worse'), outcome: 'worse' },
};

interface Making {
  readonly name: string;
  readonly title: ReadyFlow['title'];
  readonly summary: ReadyFlow['summary'];
  readonly start: string;
  readonly nodes: Nodes;
  readonly triggers: FlowDefinition['triggers'];
  readonly expiresMinutes?: number;
}

export function ready({ name, title, summary, start, nodes, triggers, expiresMinutes }: Making): ReadyFlow {
  const definition = {
    format: 1 as const,
    languages: [...languages],
    start,
    nodes,
    triggers,
    // Whoever wants something else wants it now, above all their consent back; what was left is gone on with from what is kept.
    meanwhile: 'replace' as const,
    ...(expiresMinutes ? { expiresMinutes } : {}),
  };
  return { name, title, summary, definition };
}
