import { BadStart } from '#platform/errors.ts';
import type { ModuleDefinition } from '#platform/module.ts';
import type { Intent } from './dialogue/intent.ts';

/** A module with what it does in conversations, beyond the lists that the platform reads. */
export interface Feature extends ModuleDefinition {
  /** What contacts may ask for: by word, in the menu, or by words that come near. */
  readonly intents?: readonly Intent[];
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
