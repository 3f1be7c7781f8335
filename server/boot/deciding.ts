import { createAssistants } from '#assistants/index.ts';
import { type Feature, intentsOf } from '#core/feature.ts';
import { type Books, createPreparing, type FlowsOptions, flowsToRehearse, type Preparing } from '#flows/index.ts';
import type { Models } from '#models/index.ts';
import type { Bus } from '#platform/bus.ts';
import { type Brain, createRehearse, type Rehearse } from '#router/index.ts';
import { createGate } from '#safety/index.ts';
import { carryBooks } from './between-processes.ts';
import type { Ground } from './ground.ts';

/** What turns are decided with: the brain, and flows. */

export function createBrain({ database }: Ground, features: readonly Feature[], models: Models): Brain {
  const intents = intentsOf(features);
  return { gate: createGate(), intents, assistants: createAssistants(intents, { database, models }) };
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
