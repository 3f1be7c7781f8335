import type { FlowChoice, Words } from '#contract/flow-parts.ts';
import { phrases } from '#core/dialogue/words.ts';
import backList from './words/back.json' with { type: 'json' };
import skipList from './words/skip.json' with { type: 'json' };
import { type Done, definitionOf, note, valuesOf, type Work } from './work.ts';

/** A whole message that says so. */
export const backWords = phrases(backList);
export const skipWords = phrases(skipList);

/** What an author wrote, in the contact's language as far as there is one, with its gaps filled in. */
export function tell(work: Work, words: Words): string {
  const source = typeof words === 'string' ? words : inLanguage(work, words);
  if (!source.includes('{')) return source;
  const { text, missing } = work.facts.render(source, valuesOf(work));
  if (missing.length > 0)
    note(work, 'gap_empty', `Nothing is known for ${missing.join(', ')}, and there is no fallback: the gap stays empty.`);
  return text;
}

function inLanguage(work: Work, words: Readonly<Record<string, string>>): string {
  const own = definitionOf(work)?.languages ?? [];
  for (const language of [...work.facts.languages, ...own]) {
    const text = words[language] ?? words[language.split('-')[0] ?? ''];
    if (text !== undefined) return text;
  }
  return Object.values(words)[0] ?? '';
}

export function say(work: Work, words: Words): Done {
  sayText(work, tell(work, words));
}

/** Nothing is said with nothing in it: no channel takes that. */
export function sayText(work: Work, text: string): Done {
  if (text.trim() !== '') work.effects.push({ kind: 'say', content: { kind: 'text', text } });
}

export interface Button {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
}

export function buttonOf(work: Work, choice: FlowChoice, id: string): Button {
  const description = choice.description === undefined ? undefined : tell(work, choice.description);
  return { id, title: tell(work, choice.title) || choice.value, ...(description ? { description } : {}) };
}
