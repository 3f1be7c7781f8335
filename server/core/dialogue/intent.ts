import type { Reading } from '#core/reading.ts';
import type { Turn, TurnMessage } from '#core/turn.ts';
import { type PhraseList, phrases } from './words.ts';

/**
 * One thing a module can do for a contact who asks for it: by its word, by its line of the menu, or (the assistant
 * decides) by words that come near. Named "module.verb-object": "events.buy-ticket".
 */
export interface Intent {
  readonly name: string;
  /** The key of its title in the module's locales; shown in menus, so at most 20 characters in every language. */
  readonly title: string;
  /** Whole messages that mean it, by language. Compared after `normalise`. */
  readonly keywords: PhraseList;
  /** Whole messages that mean it and that no list can hold: "mood 7". Asked of what is no keyword; `words` is the message after `normalise`, empty where it is long. */
  means?(turn: Turn, message: TurnMessage, words: string): boolean;
  /** False: it is asked for by word or by a button that was shown for it, and stands in no menu. */
  readonly inMenu?: boolean;
  /** Tells a model what it is for; with this an assistant that is a model may start it as a tool. Absent: it never may. */
  readonly callable?: string;
  /** Whether this contact may ask for it in this turn, be it by a word, by a tap or through a model. Absent: everybody may. */
  mayAsk?(turn: Turn): boolean;
  /** Reads what it needs, just before it is handled: deciding itself has no database. Changes nothing: turns are rehearsed too. */
  read?(about: Reading): Promise<unknown>;
  /** Says and starts what was asked for. The turn holds only the messages that asked; `known` is what `read` found. */
  handle(turn: Turn, known?: unknown): Promise<void>;
}

/** Keeps the type of what is read inside and shows the lists the one shape they know. */
export function defineIntent<Known>(
  intent: Omit<Intent, 'read' | 'handle'> & {
    read(about: Reading): Promise<Known>;
    handle(turn: Turn, known: Known): Promise<void>;
  },
): Intent {
  return intent as Intent;
}

/** The intents that may be asked for in this turn: the one check for words, menus, offers and models' calls alike. */
export function askable(turn: Turn, intents: readonly Intent[]): readonly Intent[] {
  return intents.filter((intent) => (turn.tools?.includes(intent.name) ?? true) && (intent.mayAsk?.(turn) ?? true));
}

/** All keywords of an intent, normalised; worked out once. */
export function keywordsOf(intent: Intent): ReadonlySet<string> {
  let words = known.get(intent);
  if (!words) {
    words = phrases(intent.keywords);
    known.set(intent, words);
  }
  return words;
}
const known = new WeakMap<Intent, ReadonlySet<string>>();
