import type { Meaning } from './understand.ts';

/**
 * What to answer when several messages were said in one breath: each question once, in order, and only then a courtesy. A
 * greeting or a few words that lead up to a question need no answer of their own; what was said last does.
 */
export function plan(meanings: readonly Meaning[]): Meaning[] {
  const last = meanings.at(-1);
  const answers = distinct(meanings.filter(isAnswer));
  const open = last?.kind === 'unclear' ? [last] : [];
  const notText = meanings.filter((meaning) => meaning.kind === 'not_text').slice(0, 1);
  if (answers.length + open.length + notText.length > 0) return [...answers, ...open, ...notText];
  // Nothing but courtesies, emoji, or a few words before them: one answer, to what weighs most.
  const weightiest = (['unclear', 'greeting', 'thanks', 'wordless', 'aside'] as const).flatMap((kind) =>
    meanings.filter((meaning) => meaning.kind === kind),
  );
  return weightiest.slice(0, 1);
}

const needNoAnswer: ReadonlySet<Meaning['kind']> = new Set(['unclear', 'not_text', 'greeting', 'thanks', 'wordless', 'aside']);

function isAnswer(meaning: Meaning): boolean {
  return !needNoAnswer.has(meaning.kind);
}

function distinct(meanings: readonly Meaning[]): Meaning[] {
  const seen = new Set<string>();
  return meanings.filter((meaning) => {
    const key = meaning.kind === 'line' ? meaning.line.id : meaning.kind === 'intent' ? meaning.intent.name : meaning.kind;
    return !seen.has(key) && seen.add(key);
  });
}
