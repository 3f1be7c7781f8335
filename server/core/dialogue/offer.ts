import type { Choice, OutboundContent } from '#contract/messages.ts';
import type { Effect, Turn } from '#core/turn.ts';
import { cut } from './cut.ts';

export interface Offer {
  readonly text: string;
  readonly choices: readonly Choice[];
}

/** WhatsApp: 20 characters on a reply button, 24 and 72 in a row of a list; the narrowest of our channels. */
const titleLength = { button: 20, row: 24, description: 72 } as const;
/** Ten of them still fit into one long SMS. */
const numberedLength = 100;

/**
 * Asks a question with choices in the best way the channel has: buttons, a list, or numbers to type. Whichever it is, the
 * choices are remembered, so that a typed number or title means the same as a tap.
 */
export function offer(turn: Turn, question: Offer): Effect[] {
  const offered = question.choices.map((choice) => ({ id: choice.id, title: choice.title }));
  return [
    { kind: 'reply', content: shaped(turn, question) },
    { kind: 'set_routing', routing: { ...turn.conversation.routing, offered } },
  ];
}

function shaped(turn: Turn, { text, choices }: Offer): OutboundContent {
  const { buttons, rows } = turn.channel.choices;
  if (choices.length <= buttons && choices.every((choice) => choice.title.length <= titleLength.button)) {
    return { kind: 'buttons', text, buttons: choices.map(({ id, title }) => ({ id, title })) };
  }
  if (choices.length <= rows) {
    return { kind: 'list', text, button: turn.sentence('dialogue.menu.open_button'), sections: [{ rows: choices.map(row) }] };
  }
  const numbered = choices.map((choice, index) => `${index + 1}. ${cut(choice.title, numberedLength)}`).join('\n');
  return { kind: 'text', text: `${text}\n\n${numbered}\n\n${turn.sentence('dialogue.offer.number')}` };
}

/** A title too long for a row is cut, and stands whole in the description. */
function row(choice: Choice): Choice {
  if (choice.title.length <= titleLength.row) return choice;
  const description = cut(choice.description ?? choice.title, titleLength.description);
  return { id: choice.id, title: cut(choice.title, titleLength.row), description };
}
