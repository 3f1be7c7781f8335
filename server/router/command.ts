import { choiceIds, choiceOf } from '#core/dialogue/choices.ts';
import { askable, type Intent, keywordsOf } from '#core/dialogue/intent.ts';
import { said } from '#core/dialogue/words.ts';
import type { Turn, TurnMessage } from '#core/turn.ts';

/** The intent a message commands: by its line in a menu (tapped, or its number or title typed), by its keyword, exactly, or because it says that it is meant. */
export function commandOf(turn: Turn, message: TurnMessage, intents: readonly Intent[]): Intent | null {
  const choice = choiceOf(turn, message);
  const open = askable(turn, intents);
  if (choice !== null) return open.find((intent) => choice === choiceIds.intent(intent.name)) ?? null;
  const words = said(message);
  const named = words === '' ? undefined : open.find((intent) => keywordsOf(intent).has(words));
  return named ?? open.find((intent) => intent.means?.(turn, message, words)) ?? null;
}
