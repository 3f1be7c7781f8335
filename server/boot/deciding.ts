import { createAssistants } from '#assistants/index.ts';
import type { Intent } from '#core/dialogue/intent.ts';
import { type Feature, intentsOf } from '#core/feature.ts';
import { type Reading, readingOf } from '#core/reading.ts';
import type { Turn } from '#core/turn.ts';
import { type Books, createPreparing, type FlowsOptions, flowsToRehearse, type Preparing } from '#flows/index.ts';
import type { Models } from '#models/index.ts';
import type { Bus } from '#platform/bus.ts';
import { type Brain, createRehearse, type Rehearse } from '#router/index.ts';
import { createGate } from '#safety/index.ts';
import { carryBooks } from './between-processes.ts';
import type { Ground } from './ground.ts';

/** What turns are decided with: the brain, and flows. */

interface Thinking {
  readonly models: Models;
  /** All there are: what reads for a turn is the program itself. */
  readonly everyPermission: ReadonlySet<string>;
}

export function createBrain({ database }: Ground, features: readonly Feature[], { models, everyPermission }: Thinking): Brain {
  const reading = (turn: Turn) => readingOf(turn, { db: database.of(turn.organization.id), everyPermission });
  const intents = intentsOf(features).map((intent) => withReading(intent, reading));
  const made = features.flatMap(({ assistants = [] }) => assistants);
  return {
    gate: createGate(),
    intents,
    made,
    assistants: createAssistants(intents, { database, models }, made),
    reading,
  };
}

/** Deciding has no database: what an intent needs is read just before it is handled, whoever asked for it. */
function withReading(intent: Intent, reading: (turn: Turn) => Reading): Intent {
  const { read } = intent;
  return read ? { ...intent, handle: async (turn) => intent.handle(turn, await read(reading(turn))) } : intent;
}

export interface Flows extends Preparing {
  /** What is published here is read anew by every process. */
  readonly books: Books;
  /** By themselves, for what is heard of others. */
  readonly alone: Books;
  readonly parts: FlowsOptions['parts'];
}

/** `parts` are known once every module is there. */
export function createFlows({ database, clock, log }: Ground, bus: Bus, parts: FlowsOptions['parts']): Flows {
  const { books, prepare } = createPreparing({ database, clock, log, parts });
  return { books: carryBooks(books, bus), alone: books, prepare, parts };
}

interface Rehearsing {
  readonly models: Models;
  readonly flows: Flows;
  /** Known once everything is there. */
  brain(): Brain;
}

/** Decides as a turn would, and writes nothing. */
export function createRehearsal({ database, say }: Ground, { models, flows, brain }: Rehearsing): Rehearse {
  return (scope, rehearsal) =>
    createRehearse({ brain: brain(), database, models, say, flows: (turn) => flowsToRehearse(flows, turn) })(scope, rehearsal);
}
