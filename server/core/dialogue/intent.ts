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
  /** Says and starts what was asked for. The turn holds only the messages that asked. */
  handle(turn: Turn): Promise<void>;
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
