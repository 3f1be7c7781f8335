import type { Turn } from '#core/turn.ts';
import type { TurnFlows } from '#router/index.ts';
import type { Preparing } from './turn/prepare.ts';
import { triggeredBy } from './turn/triggers.ts';
import { FlowsOfTurn } from './turn/turn-flows.ts';

export { flowSentences } from './locales/index.ts';
export { flowsModule } from './module.ts';
export { publishReadyFlow } from './ready/publish-ready.ts';
export { textsModule } from './texts/module.ts';
export type { FlowTools } from './tools.ts';
export type { Books } from './turn/book.ts';
export { createPreparing, type FlowsOptions, type Preparing } from './turn/prepare.ts';

/** The flows of a turn that is about to be decided; null: there are none to think of. */
export async function flowsFor({ prepare }: Pick<Preparing, 'prepare'>, turn: Turn): Promise<TurnFlows | null> {
  const prepared = await prepare(turn);
  return prepared && new FlowsOfTurn(prepared);
}

/** Of a turn that is only rehearsed: what it decides is nowhere, so nobody may take it for what the conversation is at. */
export async function flowsToRehearse({ prepare }: Pick<Preparing, 'prepare'>, turn: Turn): Promise<TurnFlows | null> {
  const prepared = await prepare(turn);
  return prepared && new FlowsOfTurn({ ...prepared, remember: () => undefined });
}

/** Something in the turn begins a flow, by its word or its button: it need not wait for an assistant that rests. */
export async function beginsFlow({ books }: Pick<Preparing, 'books'>, turn: Turn): Promise<boolean> {
  const published = await books.published(turn.organization.id);
  return turn.messages.some((message) => triggeredBy(published, turn, message) !== null);
}
