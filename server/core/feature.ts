import type { ReadyFlow } from '#contract/flow-state.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { BadStart } from '#platform/errors.ts';
import type { Log } from '#platform/log.ts';
import type { ModuleDefinition } from '#platform/module.ts';
import type { Scope } from '#platform/scope.ts';
import type { MakeAssistant } from './assistant.ts';
import type { DeadLetters } from './dead-letters/dead-letters.ts';
import type { Intent } from './dialogue/intent.ts';
import type { FlowAudience, FlowEvent } from './flow-events.ts';
import type { FlowStep } from './flow-step.ts';
import type { Keeper } from './keeper.ts';
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
  /** Flows to begin from, as those of the program itself. */
  readonly readyFlows?: readonly ReadyFlow[];
  /** Who may answer what no guard, flow or command took. */
  readonly assistants?: readonly MakeAssistant[];
  /** What it writes with a turn into tables of its own. */
  readonly keepers?: readonly Keeper[];
  /** What it tells flows of, by `tell_flows` in its migrations: they may begin with it, or wait for it. */
  readonly events?: readonly FlowEvent[];
  /** Whom a flow may be begun for by the clock. */
  readonly audiences?: readonly FlowAudience[];
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

/** Every keeper the modules declare, by its name. Throws `BadStart` for one that is not named after its module, or as another is. */
export function keepersOf(features: readonly Feature[]): ReadonlyMap<string, Keeper> {
  const all = features.flatMap(({ name, keepers = [] }) => keepers.map((keeper) => ({ module: name, keeper })));
  const faults = all.flatMap(({ module, keeper }, index) => [
    ...(keeper.name.startsWith(`${module}.`)
      ? []
      : [`The keeper "${keeper.name}" of the module "${module}" must be named "${module}.<what>".`]),
    ...(all.findIndex((other) => other.keeper.name === keeper.name) === index ? [] : [`There are two keepers "${keeper.name}".`]),
  ]);
  if (faults.length > 0) throw new BadStart(faults);
  return new Map(all.map(({ keeper }) => [keeper.name, keeper]));
}

/** What the modules offer to flows. */
export interface FlowOffers {
  readonly providers: readonly VariableProvider[];
  readonly steps: ReadonlyMap<string, FlowStep>;
  readonly events: ReadonlyMap<string, FlowEvent>;
  readonly audiences: ReadonlyMap<string, FlowAudience>;
  readonly readyFlows: readonly ReadyFlow[];
}

/** Everything the modules offer to flows. Throws `BadStart` for a name that two have, or a step not named after its module. */
export function flowPartsOf(features: readonly Feature[]): FlowOffers {
  const providers = features.flatMap((feature) => feature.variables ?? []);
  const steps = features.flatMap((feature) => feature.steps ?? []);
  const events = features.flatMap((feature) => feature.events ?? []);
  const audiences = features.flatMap((feature) => feature.audiences ?? []);
  const variables = providers.flatMap((provider) => provider.variables.map(({ name }) => name));
  const lists = [[...variables, ...steps.map(({ name }) => name)], events.map(({ name }) => name), audiences.map(({ kind }) => kind)];
  const faults = [
    ...lists.flatMap((names) =>
      names.filter((name, index) => names.indexOf(name) !== index).map((name) => `Two modules offer "${name}" to flows.`),
    ),
    ...features.flatMap(({ name, steps: own = [] }) =>
      own
        .filter((step) => !step.name.startsWith(`${name}.`))
        .map((step) => `The step "${step.name}" of the module "${name}" must be named "${name}.<verb>-<object>".`),
    ),
  ];
  if (faults.length > 0) throw new BadStart(faults);
  return {
    providers,
    readyFlows: features.flatMap((feature) => feature.readyFlows ?? []),
    steps: new Map(steps.map((step) => [step.name, step])),
    events: new Map(events.map((event) => [event.name, event])),
    audiences: new Map(audiences.map((audience) => [audience.kind, audience])),
  };
}
