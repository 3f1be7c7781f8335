import type { Choice } from '#contract/messages.ts';
import type { Turn } from '#core/turn.ts';
import { choiceIds } from './choices.ts';
import { askable, type Intent } from './intent.ts';

/** Rows of a WhatsApp list, which is where a long menu is shown. */
const mostEntries = 10;

/**
 * What can be asked for here, from what is switched on: the modules' intents, what the assistant adds, and always the ways
 * to a person and to another language. The last two are never cut off.
 */
export function menuChoices(turn: Turn, intents: readonly Intent[], fromAssistant: readonly Choice[]): Choice[] {
  const always = [
    { id: choiceIds.person, title: turn.sentence('dialogue.menu.person_button') },
    { id: choiceIds.language, title: turn.sentence('dialogue.menu.language_button') },
  ];
  const fromModules = askable(turn, intents)
    .filter(({ inMenu }) => inMenu !== false)
    .map((intent) => ({ id: choiceIds.intent(intent.name), title: turn.sentence(intent.title) }));
  return [...[...fromModules, ...fromAssistant].slice(0, mostEntries - always.length), ...always];
}
