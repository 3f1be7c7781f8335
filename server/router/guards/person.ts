import { choiceIds, choiceOf } from '#core/dialogue/choices.ts';
import { normalise } from '#core/dialogue/text.ts';
import list from '#core/dialogue/words/person.json' with { type: 'json' };
import { between, type PhraseList, phrases, plainly, said } from '#core/dialogue/words.ts';
import type { Effect, Turn, TurnMessage } from '#core/turn.ts';
import { type Language, languages } from '#platform/i18n.ts';
import { defineGuard, type Ruling } from './define.ts';

/**
 * Words that always bring a person, also inside a process and after an opt-out. The reply promises no time: nobody knows who
 * is at work. It speaks the language of the words, until the contact has chosen one.
 */
export const personGuard = defineGuard({
  name: 'person',
  check(turn): Ruling | null {
    const asking = turn.messages.find((message) => choiceOf(turn, message) === choiceIds.person || asksForPerson(said(message)));
    if (!asking) return null;
    const evidence = { text: asking.text };
    if (turn.conversation.handler === 'people') {
      return {
        outcome: 'already_with_people',
        reason: 'The contact asked for a person, and people have the conversation.',
        effects: [],
        rest: [],
        evidence,
      };
    }
    return {
      outcome: 'handed_over',
      reason: 'The contact asked for a person.',
      effects: [
        { kind: 'hand_over', reason: 'asked' },
        ...questionsClosed(turn),
        {
          kind: 'reply',
          content: {
            kind: 'text',
            text: turn.sentence(
              turn.conversation.optedOut ? 'router.person.opted_out' : 'router.person.done',
              {},
              languageOf(turn, asking),
            ),
          },
        },
      ],
      // Whoever asked for silence and now for a person must learn what to do: nobody may write to them before.
      ...(turn.conversation.optedOut ? { receipt: true as const } : {}),
      rest: [],
      evidence,
    };
  },
});

/** When people give the conversation back, what the assistant asked before is long forgotten. A process keeps its place. */
function questionsClosed(turn: Turn): Effect[] {
  const { offered, clarified, ...routing } = turn.conversation.routing;
  return offered || clarified ? [{ kind: 'set_routing', routing }] : [];
}

const alone = phrases(list.alone);
const asks = spaced(list.asks);
/** "I would like": asks for a person only where nothing else is asked for. */
const wishes = spaced(list.wishes);
const people = spaced(list.people);
const refusals = spaced(list.refusals);

/** In longer sentences the same words are too often about someone else: "my travel agent wants me to call …". */
const shortSentence = 6;

/**
 * Everything a polite wish may be made of: "Good morning, would it be possible to speak to a real person?". One other word
 * ("about", "met", "for"), and a longer sentence may mean something else. The longest come first: "human being" before "human".
 */
const wishWords = between([list.asks, list.wishes, list.people, list.around].flatMap((words) => [...phrases(words)]));

function asksForPerson(words: string): boolean {
  if (words === '') return false;
  const plain = plainly(words);
  if (alone.has(words) || alone.has(plain)) return true;
  // Spaces on both sides, so that a phrase is found between words and never inside one.
  const sentence = ` ${plain} `;
  const has = (phrase: string) => sentence.includes(phrase);
  if (!people.some(has) || refusals.some(has)) return false;
  const nothingElse = sentence.replace(wishWords, '').trim() === '';
  if (asks.some(has)) return nothingElse || plain.split(' ').length <= shortSentence;
  return nothingElse && wishes.some(has);
}

/** The language most of whose phrases stand in the words they asked with; undefined: the contact has chosen one. */
function languageOf(turn: Turn, asking: TurnMessage): Language | undefined {
  if (turn.contact.language !== null) return undefined;
  const sentence = ` ${plainly(said(asking))} `;
  const found = (language: Language) => phrasesOf[language].filter((phrase) => sentence.includes(phrase)).length;
  const best = languages.reduce((one, other) => (found(other) > found(one) ? other : one));
  return found(best) > 0 ? best : undefined;
}
const phrasesOf = Object.fromEntries(
  languages.map((language) => [
    language,
    [list.alone, list.asks, list.wishes, list.people, list.around].flatMap((words: PhraseList) => spaced({ own: words[language] ?? [] })),
  ]),
) as unknown as Readonly<Record<Language, readonly string[]>>;

function spaced(list: PhraseList): readonly string[] {
  return Object.values(list)
    .flat()
    .map((phrase) => ` ${normalise(phrase)} `);
}
