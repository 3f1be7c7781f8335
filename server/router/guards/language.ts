import { choiceIds, choiceOf } from '#core/dialogue/choices.ts';
import { offer } from '#core/dialogue/offer.ts';
import { normalise } from '#core/dialogue/text.ts';
import { silence } from '#core/dialogue/turn-tools.ts';
import list from '#core/dialogue/words/language.json' with { type: 'json' };
import { phrases, said } from '#core/dialogue/words.ts';
import type { Effect, Turn, TurnMessage } from '#core/turn.ts';
import { type Language, languages } from '#platform/i18n.ts';
import { languageNames } from '../languages.ts';
import { hasMenu } from '../menu-of.ts';
import { type Decision, defineGuard } from './define.ts';

/**
 * The language the contact chose, by its name or from a list. Never guessed from how they write: Arabic letters do not tell
 * Urdu from Arabic, Latin ones do not tell Roman Urdu from Roman Hindi, and a loan word tells nothing.
 */
export const languageGuard = defineGuard({
  name: 'language',
  check(turn, brain): Decision | null {
    if (!hasMenu(turn, brain)) return null;
    const wishes = turn.messages.flatMap((message) => (message.late ? [] : wishIn(turn, message)));
    const wish = wishes.at(-1);
    if (!wish) return null;
    // All of a turn's messages about language are settled with the last; the others want an answer in it.
    const rest = turn.messages.filter((message) => wishes.every((one) => one.message !== message));
    return wish.among.length === 1 && wish.among[0] ? chosen(turn, wish.among[0], wish, rest) : question(turn, wish, rest);
  },
});

interface Wish {
  readonly message: TurnMessage;
  /** The languages that may be meant; one: it is clear. */
  readonly among: readonly Language[];
}

function wishIn(turn: Turn, message: TurnMessage): Wish[] {
  const choice = choiceOf(turn, message);
  if (choice === choiceIds.language) return [{ message, among: languages }];
  const tapped = languages.find((language) => choice === choiceIds.languageIs(language));
  if (tapped) return [{ message, among: [tapped] }];
  const words = said(message);
  if (words === '') return [];
  if (askWords.has(words)) return [{ message, among: languages }];
  // "French" may be the answer a process waits for ("Which kitchen do you like?"); there, one says "language" first.
  if (turn.conversation.routing.lock) return [];
  const named = languages.find((language) => names[language].has(words));
  if (named) return [{ message, among: [named] }];
  const either = twoScripts.get(words);
  return either ? [{ message, among: either }] : [];
}

function chosen(turn: Turn, language: Language, wish: Wish, rest: readonly TurnMessage[]): Decision {
  const confirmation: Effect = { kind: 'reply', content: { kind: 'text', text: turn.sentence('router.language.done', {}, language) } };
  return {
    outcome: 'set',
    reason: `The contact chose ${language}.`,
    effects: [{ kind: 'set_language', language }, confirmation],
    rest,
    evidence: { text: wish.message.text },
  };
}

function question(turn: Turn, wish: Wish, rest: readonly TurnMessage[]): Decision | null {
  if (silence(turn) !== null) return null;
  const choices = wish.among.map((language) => ({ id: choiceIds.languageIs(language), title: languageNames[language] }));
  return {
    outcome: 'asked',
    reason:
      wish.among.length === languages.length ? 'The contact wants another language.' : 'The language named is written in two scripts.',
    effects: offer(turn, { text: turn.sentence('router.language.ask'), choices }),
    rest,
    evidence: { text: wish.message.text },
  };
}

const askWords = phrases(list.ask);
const names = Object.fromEntries(languages.map((language) => [language, phrases({ [language]: list.names[language] })])) as Record<
  Language,
  ReadonlySet<string>
>;
const twoScripts = new Map(Object.entries(list.twoScripts).map(([word, among]) => [normalise(word), among as Language[]]));
