import type { Turn } from '#core/turn.ts';
import { BadStart } from '#platform/errors.ts';
import type { Brain, Outcome } from './brain.ts';
import { checkBrain } from './check.ts';
import { restsUntil } from './rest.ts';
import { heed, leave, type ReadFlows, route } from './route.ts';

export {
  type Assist,
  type Brain,
  type FlowBeginning,
  type FlowCommand,
  type FlowLock,
  flowProcess,
  type Outcome,
  type TurnFlows,
} from './brain.ts';
export { type BufferedTurn, bufferTurn, type TurnFacts } from './buffered-turn.ts';
export { channelFacts } from './channel-facts.ts';
export { type BesideTools, decideBeside } from './decide-beside.ts';
export { guardWords } from './guards/words.ts';
export { routerSentences } from './locales/index.ts';
export { createRehearse, type Rehearse } from './rehearse.ts';
export { createTurnRunner, type TurnRunner } from './run-turn.ts';

export interface Router {
  /** Decides a turn: all effects and the trace are in the turn afterwards, nothing else has changed. `readFlows` is asked after the guards. */
  route(turn: Turn, readFlows: ReadFlows): Promise<Outcome>;
  /** The same where nothing may be said because the channel is disabled: people get what no guard settled. */
  leave(turn: Turn): Outcome;
  /** The guards alone, which find and obey and say nothing: for a turn that could not be decided. */
  heed(turn: Turn): void;
  /** When the turn is to be decided, because the assistant answered a moment ago and nobody else takes it; null: now. */
  restsUntil(turn: Turn): Date | null;
}

/** Built once at the start; refuses intents that contradict the guards or each other. */
export function createRouter(brain: Brain): Router {
  const faults = checkBrain(brain);
  if (faults.length > 0) throw new BadStart(faults);
  return {
    route: (turn, readFlows) => route(turn, brain, readFlows),
    leave: (turn) => leave(turn, brain),
    heed: (turn) => heed(turn, brain),
    restsUntil: (turn) => restsUntil(turn, brain),
  };
}
