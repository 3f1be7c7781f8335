import { choiceIds, choiceOf } from '#core/dialogue/choices.ts';
import { type Intent, keywordsOf } from '#core/dialogue/intent.ts';
import { near } from '#core/dialogue/near.ts';
import { normalise, wordsOf } from '#core/dialogue/text.ts';
import { noWords, phrases, said, yesWords } from '#core/dialogue/words.ts';
import type { Turn, TurnMessage } from '#core/turn.ts';
import { decide, type Verdict } from './decide.ts';
import type { Line } from './faq.ts';
import type { Learnt } from './learn.ts';
import courtesies from './words/courtesies.json' with { type: 'json' };

/** What a message was taken to mean. */
export type Meaning =
  /** Without a verdict it was tapped, or its number was typed. */
  | { readonly kind: 'line'; readonly line: Line; readonly verdict: Verdict | null }
  | { readonly kind: 'intent'; readonly intent: Intent }
  | { readonly kind: 'questions' | 'none_of_these' | 'declined' | 'greeting' | 'thanks' | 'identity' }
  /** Tells of something said before: a reaction, an edit, a deletion. */
  | { readonly kind: 'aside' }
  /** A text that asks nothing: an emoji, a row of dots, an "ok" to no question. */
  | { readonly kind: 'wordless' }
  /** A picture, a voice message … without words. */
  | { readonly kind: 'not_text' }
  /** Words, but not understood; with what comes near. */
  | { readonly kind: 'unclear'; readonly text: string; readonly verdict: Verdict; readonly intents: readonly Intent[] };

export interface Known {
  readonly intents: readonly Intent[];
  readonly learnt: Learnt;
}

export const offlineChoiceIds = { questions: 'questions', noneOfThese: 'none' } as const;

/** What one message means. Pure; the order is the order of certainty: a choice, whole phrases, lines, words with slips. */
export function understand(turn: Turn, message: TurnMessage, known: Known): Meaning {
  if (asides.has(message.kind)) return { kind: 'aside' };
  const choice = choiceOf(turn, message);
  const chosen = choice === null ? null : meaningOfChoice(choice, known.learnt.faq.lines);
  if (chosen) return chosen;
  if (message.text === null || message.text.trim() === '') return { kind: 'not_text' };
  const words = said(message);
  if (noWords.has(words) && turn.conversation.routing.offered?.[0]?.id === choiceIds.person) return { kind: 'declined' };
  if (yesWords.has(words) || noWords.has(words)) return { kind: 'wordless' };
  return meaningOfText(message.text, known);
}

/** An answer to a heart under a message would only be in the way. */
const asides: ReadonlySet<string> = new Set(['reaction', 'edit', 'delete', 'system']);

function meaningOfChoice(choice: string, lines: readonly Line[]): Meaning | null {
  if (choice === offlineChoiceIds.questions) return { kind: 'questions' };
  if (choice === offlineChoiceIds.noneOfThese) return { kind: 'none_of_these' };
  const line = lines.find((one) => one.id === choice);
  // A line that was taken out since: its title is read like a text.
  return line ? { kind: 'line', line, verdict: null } : null;
}

/** What a text means by its words alone. */
export function meaningOfText(text: string, known: Known): Meaning {
  const short = said({ text });
  const words = short === '' ? normalise(text.slice(0, 2_000)) : short;
  if (words === '') return { kind: 'wordless' };
  for (const kind of ['greeting', 'thanks', 'identity'] as const) if (courtesyPhrases[kind].has(short)) return { kind };

  const verdict = decide(known.learnt, text);
  if (verdict.sure && verdict.candidates[0]) return { kind: 'line', line: verdict.candidates[0], verdict };

  const intent = short === '' ? undefined : known.intents.find((one) => [...keywordsOf(one)].some((keyword) => nearPhrase(short, keyword)));
  if (intent) return { kind: 'intent', intent };
  if (short !== '' && [...courtesyPhrases.greeting].some((phrase) => nearPhrase(short, phrase))) return { kind: 'greeting' };
  if (short !== '' && [...courtesyPhrases.thanks].some((phrase) => nearPhrase(short, phrase))) return { kind: 'thanks' };
  return { kind: 'unclear', text, verdict, intents: mentioned(words, known.intents) };
}

/** Intents of which a keyword stands in a sentence: worth asking about ("i lost my ticket" does not want to buy one). */
function mentioned(sentence: string, intents: readonly Intent[]): Intent[] {
  const words = wordsOf(sentence).slice(0, 60);
  const has = (part: string) => words.some((word) => near(word, part));
  return intents.filter((intent) => [...keywordsOf(intent)].some((keyword) => wordsOf(keyword).every(has)));
}

/** Word by word, with slips. */
function nearPhrase(said: string, phrase: string): boolean {
  const [one, other] = [wordsOf(said), wordsOf(phrase)];
  return one.length === other.length && one.every((word, index) => near(word, other[index] ?? ''));
}

const courtesyPhrases = {
  greeting: phrases(courtesies.greetings),
  thanks: phrases(courtesies.thanks),
  identity: phrases(courtesies.identity),
};
