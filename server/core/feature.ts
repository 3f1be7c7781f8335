import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { BadStart } from '#platform/errors.ts';
import type { Log } from '#platform/log.ts';
import type { ModuleDefinition } from '#platform/module.ts';
import type { Scope } from '#platform/scope.ts';
import type { DeadLetters } from './dead-letters/dead-letters.ts';
import type { Intent } from './dialogue/intent.ts';
import type { FlowStep } from './flow-step.ts';
import type { VariableProvider } from './variables.ts';

/** A module with what it does in conversations, beyond the lists that the platform reads. */
export interface Feature extends ModuleDefinition {
  /** What contacts may ask for: by word, in the menu, or by words that come near. */
  readonly intents?: readonly Intent[];
  /** What goes on by itself while the program runs. */
  readonly tasks?: readonly Task[];
  /** What it can give up, for the one list of it. */
  readonly deadLetters?: readonly DeadLetters[];
  /** What texts and conditions of flows may name. */
  readonly variables?: readonly VariableProvider[];
  /** What a flow may have it do. */
  readonly steps?: readonly FlowStep[];
}

/** Slow work outside of requests: asked for again and again, it does what is due and returns. Several processes may do so at once. */
export interface Task {
  readonly name: string;
  /** From the end of one look to the beginning of the next. */
  readonly everySeconds: number;
  run(host: TaskHost): Promise<void>;
}

export interface TaskHost {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the program stops. */
  readonly signal: AbortSignal;
  /** So many rows were added, and tables with them: the planner must hear of it (platform/db/upkeep.ts). */
  grown(rows: number): void;
  /** The program itself in one organization, with every permission. */
  scopeOf(organizationId: string, part: string): Promise<Scope>;
}

/** Every intent the modules declare. Throws `BadStart` for one that is not named after its module. */
export function intentsOf(features: readonly Feature[]): readonly Intent[] {
  const strangers = features.flatMap(({ name, intents = [] }) =>
    intents
      .filter((intent) => !intent.name.startsWith(`${name}.`))
      .map((intent) => `The intent "${intent.name}" of the module "${name}" must be named "${name}.<verb>-<object>".`),
  );
  if (strangers.length > 0) throw new BadStart(strangers);
  return features.flatMap((feature) => feature.intents ?? []);
}

/** Every variable and step the modules declare. Throws `BadStart` for a name that two have, or a step not named after its module. */
export function flowPartsOf(features: readonly Feature[]): {
  providers: readonly VariableProvider[];
  steps: ReadonlyMap<string, FlowStep>;
} {
  const providers = features.flatMap((feature) => feature.variables ?? []);
  const steps = features.flatMap((feature) => feature.steps ?? []);
  const names = [...providers.flatMap((provider) => provider.variables.map(({ name }) => name)), ...steps.map(({ name }) => name)];
  const faults = [
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `Two modules offer "${name}" to flows.`),
    ...features.flatMap(({ name, steps: own = [] }) =>
      own
        .filter((step) => !step.name.startsWith(`${name}.`))
        .map((step) => `The step "${step.name}" of the module "${name}" must be named "${name}.<verb>-<object>".`),
    ),
  ];
  if (faults.length > 0) throw new BadStart(faults);
  return { providers, steps: new Map(steps.map((step) => [step.name, step])) };
}
