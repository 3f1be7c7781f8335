import { choiceIds, choiceOf } from '#core/dialogue/choices.ts';
import { near } from '#core/dialogue/near.ts';
import { offer } from '#core/dialogue/offer.ts';
import { silence } from '#core/dialogue/turn-tools.ts';
import list from '#core/dialogue/words/language.json' with { type: 'json' };
import { between, phrases, plainly, said } from '#core/dialogue/words.ts';
import type { Effect, Turn, TurnMessage } from '#core/turn.ts';
import { type Language, languages } from '#platform/i18n.ts';
import { languageNames } from '../languages.ts';
import { hasMenu } from '../menu-of.ts';
import { defineGuard, type Ruling } from './define.ts';

/**
 * The language the contact chose, by its name or from a list. Never guessed from how they write: Arabic letters do not tell
 * Urdu from Arabic, Latin ones do not tell Roman Urdu from Roman Hindi, and a loan word tells nothing.
 */
export const languageGuard = defineGuard({
  name: 'language',
  check(turn, brain): Ruling | null {
    if (!hasMenu(turn, brain)) return null;
    const wishes = turn.messages.flatMap((message) => (message.late ? [] : wishIn(turn, message)));
    const wish = wishes.at(-1);
    if (!wish) return null;
    // All of a turn's messages about language are settled with the last; the others want an answer in it.
    const rest = turn.messages.filter((message) => wishes.every((one) => one.message !== message));
    return wish.language ? chosen(turn, wish.language, wish, rest) : question(turn, wish, rest);
  },
});

interface Wish {
  readonly message: TurnMessage;
  /** Null: another one, but which was not said. */
  readonly language: Language | null;
}

function wishIn(turn: Turn, message: TurnMessage): Wish[] {
  const choice = choiceOf(turn, message);
  if (choice === choiceIds.language) return [{ message, language: null }];
  const tapped = languages.find((language) => choice === choiceIds.languageIs(language));
  if (tapped) return [{ message, language: tapped }];
  const words = said(message);
  if (words === '') return [];
  if (asksForLanguages(plainly(words))) return [{ message, language: null }];
  // "French" may be the answer a process waits for ("Which kitchen do you like?"); there, one says "language" first.
  if (turn.conversation.routing.lock) return [];
  const named = languages.find((language) => names[language].has(words)) ?? namedWithin(words);
  return named ? [{ message, language: named }] : [];
}

function chosen(turn: Turn, language: Language, wish: Wish, rest: readonly TurnMessage[]): Ruling {
  const confirmation: Effect = { kind: 'reply', content: { kind: 'text', text: turn.sentence('router.language.done', {}, language) } };
  return {
    outcome: 'set',
    reason: `The contact chose ${language}.`,
    effects: [{ kind: 'set_language', language }, confirmation],
    rest,
    evidence: { text: wish.message.text },
  };
}

function question(turn: Turn, wish: Wish, rest: readonly TurnMessage[]): Ruling | null {
  if (silence(turn) !== null) return null;
  const choices = languages.map((language) => ({ id: choiceIds.languageIs(language), title: languageNames[language] }));
  return {
    outcome: 'asked',
    reason: 'The contact wants another language.',
    effects: offer(turn, { text: turn.sentence('router.language.ask'), choices }),
    rest,
    evidence: { text: wish.message.text },
  };
}

/** The one word of a guard that may have a slip in it ("langauge"): a wrong guess shows a list, and changes nothing. */
function asksForLanguages(words: string): boolean {
  return askWords.has(words) || [...askWords].some((word) => near(words, word));
}
const askWords = phrases(list.ask);
const names = Object.fromEntries(languages.map((language) => [language, phrases({ [language]: list.names[language] })])) as Record<
  Language,
  ReadonlySet<string>
>;

/** "Can we talk in Urdu, please?": a name and nothing but what such a wish is made of. "Urdu" and "Hindi" mean their own script. */
function namedWithin(words: string): Language | undefined {
  const name = ` ${plainly(words)} `.replace(around, '').trim();
  return languages.find((language) => names[language].has(name));
}
const around = between(phrases(list.around));
