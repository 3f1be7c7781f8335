import { exitsOf } from '#contract/flow-exits.ts';
import type { FlowFault } from '#contract/flow-state.ts';
import type { FlowDefinition, FlowTrigger } from '#contract/flows.ts';
import { normalise } from '#core/dialogue/text.ts';
import { type CheckWorld, fault, warning } from './world.ts';

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
    ...definition.triggers.flatMap((trigger) => unknownOf(trigger, world)),
    ...findClosedWindow(definition, world),
  ];
}

function unknownOf(trigger: FlowTrigger, world: CheckWorld): FlowFault[] {
  if (trigger.kind === 'event' && !world.events.has(trigger.event))
    return [fault('unknown_event', null, `No module tells of "${trigger.event}".`)];
  if (trigger.kind === 'tag_added' && !world.isThere({ kind: 'tag', value: trigger.tag }))
    return [warning('unknown_tag', null, `There is no tag "${trigger.tag}" yet, so nobody can be given it.`)];
  if (trigger.kind !== 'schedule') return [];
  const { who, weekdays, days } = trigger;
  return [
    ...(world.isThere(who)
      ? []
      : [fault('unknown_audience', null, `There is no ${who.kind} "${who.value}", so it would begin for nobody.`)]),
    ...(weekdays && days ? [fault('wrong_schedule', null, 'It begins on days of the week or of the month, not on both.')] : []),
  ];
}

/** Whether nobody need have written before it begins. */
export const beginsUnasked = ({ kind }: FlowTrigger) => kind === 'schedule' || kind === 'event' || kind === 'tag_added';

/** Somebody may not have written for days when it begins: then only what was approved before goes out. */
function findClosedWindow(definition: FlowDefinition, world: CheckWorld): FlowFault[] {
  const channel = world.channels.find(({ windowHours }) => windowHours !== null);
  if (!channel || !definition.triggers.some(beginsUnasked)) return [];
  return firstWords(definition).map((name) =>
    warning(
      'window_may_be_closed',
      name,
      `It begins without anybody having written, and “${channel.name}” takes only approved templates ${channel.windowHours} hours after somebody wrote: begin with one, or this waits for a person.`,
    ),
  );
}

/** The nodes that speak first, and do not begin with a template. */
function firstWords({ start, nodes }: FlowDefinition): string[] {
  const seen = new Set<string>();
  const open = [start];
  const found: string[] = [];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const node = nodes[name];
    if (!node || seen.has(name)) continue;
    seen.add(name);
    const silent = node.kind === 'branch' || node.kind === 'set' || node.kind === 'call' || node.kind === 'wait' || node.kind === 'flow';
    if (silent) open.push(...exitsOf(node).flatMap(({ to }) => to ?? []));
    else if (!(node.kind === 'say' && node.template) && !(node.kind === 'end' && node.text === undefined)) found.push(name);
  }
  return found;
}

export function wordsOf(trigger: FlowTrigger): string[] {
  return trigger.kind === 'keyword' ? Object.values(trigger.words).flat().map(normalise) : [];
}

/** What a trigger lays claim to, as one word each. */
function keysOf(trigger: FlowTrigger): string[] {
  if (trigger.kind === 'keyword') return [...new Set(wordsOf(trigger))].map((word) => `the word "${word}"`);
  if (trigger.kind === 'button') return [`the button "${trigger.id}"`];
  switch (trigger.kind) {
    case 'intent':
      return [`the intent "${trigger.intent}"`];
    case 'referral':
      return [trigger.id === undefined ? 'whoever comes from an advertisement' : `the advertisement "${trigger.id}"`];
    case 'tag_added':
      return [`the tag "${normalise(trigger.tag)}"`];
    case 'event':
      return [`the event "${trigger.event}"`];
    case 'schedule': {
      const { time, weekdays, days, who } = trigger;
      const which = weekdays ? `weekdays ${[...weekdays].sort()}` : days ? `days ${[...days].sort()}` : 'every day';
      return [`the schedule ${time}, ${which}, for the ${who.kind} "${who.value}"`];
    }
    default:
      return ['the first message'];
  }
}
