import { choiceIds, choiceOf } from '#core/dialogue/choices.ts';
import { menuChoices } from '#core/dialogue/menu.ts';
import { offer } from '#core/dialogue/offer.ts';
import { silence } from '#core/dialogue/turn-tools.ts';
import list from '#core/dialogue/words/menu.json' with { type: 'json' };
import { phrases, said } from '#core/dialogue/words.ts';
import { menuOf } from '../menu-of.ts';
import { defineGuard, type Ruling } from './define.ts';

/** Shows what can be asked for here, wherever the conversation is. What was written before the word is superseded by it. */
export const menuGuard = defineGuard({
  name: 'menu',
  check(turn, brain): Ruling | null {
    if (silence(turn) !== null) return null;
    const fromAssistant = menuOf(turn, brain);
    if (fromAssistant === null) return null;
    const asking = turn.messages.findLastIndex((message) => choiceOf(turn, message) === choiceIds.menu || words.has(said(message)));
    if (asking < 0) return null;
    const choices = menuChoices(turn, brain.intents, fromAssistant);
    return {
      outcome: 'shown',
      reason: 'The contact asked for the menu.',
      effects: offer(turn, { text: turn.sentence('dialogue.menu.ask'), choices }),
      rest: turn.messages.slice(asking + 1),
      evidence: { text: turn.messages[asking]?.text },
    };
  },
});

const words = phrases(list);
