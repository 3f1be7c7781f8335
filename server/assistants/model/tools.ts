import { askable, type Intent } from '#core/dialogue/intent.ts';
import type { Turn } from '#core/turn.ts';
import type { ToolCall, ToolOffer } from '#models/index.ts';

/** What a model may start, and what comes of its wish. It can do nothing that the contact could not ask for in this turn. */

/** What became of a call. `done`: it was carried out and has said what there is to say. */
export type Called =
  | { readonly done: true; readonly by: string }
  | { readonly done: false; readonly outcome: 'unknown_tool' | 'bad_arguments'; readonly answer: string };

const handOver: ToolOffer = {
  name: 'hand_over',
  description: 'Gives the conversation to a person of the team: the person asked for one, may be in danger, or needs what you cannot do.',
};

/** Providers allow letters, digits, "_" and "-": "events.buy-ticket" is called "events_buy-ticket". */
const toolName = (intent: Intent) => intent.name.replaceAll('.', '_');

export function offeredTools(turn: Turn, intents: readonly Intent[]): ToolOffer[] {
  return [handOver, ...callable(turn, intents).map((intent) => ({ name: toolName(intent), description: intent.callable ?? '' }))];
}

function callable(turn: Turn, intents: readonly Intent[]): readonly Intent[] {
  return askable(turn, intents).filter((intent) => intent.callable !== undefined);
}

/** Checked anew at the call: what was offered is what the model was told, not what it may do. */
export async function callTool(turn: Turn, intents: readonly Intent[], call: ToolCall): Promise<Called> {
  const intent = callable(turn, intents).find((one) => toolName(one) === call.name);
  if (!intent && call.name !== handOver.name)
    return { done: false, outcome: 'unknown_tool', answer: 'There is no such tool. Answer in words.' };
  if (!isEmpty(call.input)) return { done: false, outcome: 'bad_arguments', answer: 'This tool takes no arguments. Call it with {}.' };
  if (intent) await intent.handle(turn);
  else handToPeople(turn);
  return { done: true, by: intent?.name ?? handOver.name };
}

function handToPeople(turn: Turn): void {
  turn.handOver('assistant');
  // The guard's own words: a hand-over is told in sentences that people wrote and checked, whoever began it.
  turn.reply({ kind: 'text', text: turn.sentence('router.person.done') });
}

/** Nothing, or an object with nothing in it; some models write "null" or nothing at all for that. */
function isEmpty(input: string): boolean {
  if (input.trim() === '') return true;
  try {
    const given: unknown = JSON.parse(input);
    return given === null || (typeof given === 'object' && !Array.isArray(given) && Object.keys(given).length === 0);
  } catch {
    return false;
  }
}
