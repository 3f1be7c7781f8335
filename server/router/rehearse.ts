import { createAssistants, type SaidMessage } from '#assistants/index.ts';
import type { OutboundContent } from '#contract/messages.ts';
import type { Routing, TraceEntry } from '#core/turn.ts';
import { type Models, ModelTrouble } from '#models/index.ts';
import type { Database } from '#platform/db/database.ts';
import type { Say } from '#platform/i18n.ts';
import { places } from '#platform/log.ts';
import type { Scope } from '#platform/scope.ts';
import { bringCare } from '#safety/index.ts';
import type { Brain } from './brain.ts';
import { bufferTurn, type TurnFacts } from './buffered-turn.ts';
import { type ReadFlows, route } from './route.ts';

/** Decides as the real thing would, of which nothing is sent and nothing is written; but a model that is asked is asked. */
export type Rehearse = (scope: Omit<Scope, 'db'>, rehearsal: Rehearsal) => Promise<Rehearsed>;

export interface Rehearsal {
  readonly facts: TurnFacts;
  /** What was said before, oldest first: for an assistant that reads it. */
  readonly past: readonly SaidMessage[];
  /** Somebody has confirmed that a model may be asked. */
  readonly askModel: boolean;
}

export interface Rehearsed {
  readonly outcome: string;
  readonly handler: 'assistant' | 'people';
  readonly replies: readonly OutboundContent[];
  readonly trace: readonly TraceEntry[];
  /** What would be remembered. */
  readonly routing: Routing;
  readonly model: { readonly asked: boolean; readonly reason: string | null };
}

export interface RehearseOptions {
  readonly brain: Brain;
  readonly database: Database;
  readonly models: Models;
  readonly say: Say;
  /** The flows of a turn, as they are now. */
  readonly flows: ReadFlows;
}

export function createRehearse({ brain, database, models, say, flows }: RehearseOptions): Rehearse {
  return async (scope, { facts, past, askModel }) => {
    const model = { asked: false, reason: null as string | null };
    const rehearsed: Models = {
      ...models,
      async begin(asking) {
        if (!askModel) {
          model.reason = 'A model is asked here only when that is confirmed; the offline assistant answered in its place.';
          throw new ModelTrouble('not_confirmed', 'A model is asked here only when that is confirmed.');
        }
        model.asked = true;
        // What it costs counts, but not as the cost of the turn that is looked at.
        return models.begin({ ...asking, turnId: null });
      },
    };
    const assistants = createAssistants(brain.intents, { database, models: rehearsed, readPast: async () => past }, brain.made);
    const turn = bufferTurn({ ...scope, actor: nobody }, facts, say);
    const outcome = await bringCare(turn, { database, gate: brain.gate })
      .then((cared) => route(cared, { ...brain, assistants }, flows))
      .then(
        ({ path }) => path,
        (error: unknown) => {
          scope.log.warn({ err: places(error) }, 'a turn could not be rehearsed');
          turn.note({
            step: 'turn',
            outcome: 'error',
            reason: 'Deciding failed. The real turn would be tried again, and given to people in the end.',
          });
          return 'error';
        },
      );
    const { conversation, effects, trace } = turn;
    const replies = effects.flatMap((effect) => (effect.kind === 'reply' ? [effect.content] : []));
    return { outcome, handler: conversation.handler, replies, trace, routing: conversation.routing, model };
  };
}

/** As a real turn, which acts for nobody. */
const nobody: Scope['actor'] = { kind: 'system', id: 'turn', permissions: new Set() };
