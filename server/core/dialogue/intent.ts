import type { Turn } from '#core/turn.ts';
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
  /** Tells a model what it is for; with this an assistant that is a model may start it as a tool. Absent: it never may. */
  readonly callable?: string;
  /** Whether this contact may ask for it in this turn, be it by a word, by a tap or through a model. Absent: everybody may. */
  mayAsk?(turn: Turn): boolean;
  /** Says and starts what was asked for. The turn holds only the messages that asked. */
  handle(turn: Turn): Promise<void>;
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
