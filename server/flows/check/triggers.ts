import type { FlowFault } from '#contract/flow-state.ts';
import type { FlowDefinition, FlowTrigger } from '#contract/flows.ts';
import { normalise } from '#core/dialogue/text.ts';
import { type CheckWorld, fault } from './world.ts';

/** What would start two things at once. */
export function findTriggerFaults(definition: FlowDefinition, world: CheckWorld): FlowFault[] {
  const others = new Map<string, string>();
  for (const [name, other] of world.published) {
    if (name !== world.name) for (const key of other.triggers.flatMap(keysOf)) others.set(key, `The flow "${name}" begins`);
  }
  const own = definition.triggers.flatMap(keysOf);
  const twice = own.filter((key, index) => own.indexOf(key) !== index);
  const empty = definition.triggers.flatMap(wordsOf).filter((words) => words === '');
  return [
    ...own.flatMap((key) => (others.has(key) ? [fault('trigger_taken', null, `${others.get(key)} with ${key} already.`)] : [])),
    ...[...new Set(twice)].map((key) => fault('trigger_twice', null, `It begins with ${key} twice.`)),
    ...empty.map(() => fault('trigger_empty', null, 'A keyword has no letter or digit in it, so nobody could write it.')),
    ...definition.triggers
      .flatMap(wordsOf)
      .flatMap((word) =>
        world.words
          .filter(({ words }) => word !== '' && words.has(word))
          .map(({ owner }) => fault('trigger_taken', null, `The word "${word}" is taken by ${owner}.`)),
      ),
    ...definition.triggers.flatMap((trigger) =>
      trigger.kind === 'intent' && !world.intents.has(trigger.intent)
        ? [fault('unknown_intent', null, `No module offers "${trigger.intent}".`)]
        : [],
    ),
  ];
}

export function wordsOf(trigger: FlowTrigger): string[] {
  return trigger.kind === 'keyword' ? Object.values(trigger.words).flat().map(normalise) : [];
}

/** What a trigger lays claim to, as one word each. */
function keysOf(trigger: FlowTrigger): string[] {
  if (trigger.kind === 'keyword') return [...new Set(wordsOf(trigger))].map((word) => `the word "${word}"`);
  if (trigger.kind === 'button') return [`the button "${trigger.id}"`];
  return trigger.kind === 'intent' ? [`the intent "${trigger.intent}"`] : ['the first message'];
}
