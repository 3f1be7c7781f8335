import type { Turn, TurnMessage } from '#core/turn.ts';
import { numberSaid } from './numbers.ts';
import { normalise } from './text.ts';
import { said, yesWords } from './words.ts';

/** What the floor's own choices are called in buttons, lists and `routing.offered`. */
export const choiceIds = {
  person: 'person',
  menu: 'menu',
  language: 'language',
  languageIs: (tag: string) => `language:${tag}`,
  intent: (name: string) => `intent:${name}`,
  /** Answers to a STOP inside a flow: was all meant, or the flow alone? */
  stopAll: 'stop:all',
  stopStay: 'stop:stay',
} as const;

/**
 * The choice a message makes: the id of what was tapped, or of what was last offered when its number or its title was
 * typed. A "yes" takes the offer to talk to a person, the one thing we offer as a plain question. Null: no choice.
 */
export function choiceOf(turn: Turn, message: TurnMessage): string | null {
  const tapped = tappedId(message);
  if (tapped !== null) return tapped;
  // A process that waits for an answer may well be told "2"; only it knows what that means.
  if (turn.conversation.routing.lock) return null;
  const offered = turn.conversation.routing.offered ?? [];
  const words = said(message);
  if (offered.length === 0 || words === '') return null;
  // A title before a number: "one" may be the name of what was offered.
  const titled = offered.find((choice) => normalise(choice.title) === words);
  if (titled) return titled.id;
  const number = numberSaid(words);
  if (number !== null) return offered[number - 1]?.id ?? null;
  if (offered[0]?.id === choiceIds.person && yesWords.has(words)) return choiceIds.person;
  return null;
}

/** Adapters put the id of a tapped button or row into `content.id`. */
function tappedId(message: TurnMessage): string | null {
  if (message.kind !== 'button' && message.kind !== 'choice') return null;
  const id = message.content?.id;
  return typeof id === 'string' && id !== '' ? id : null;
}
