import type { Words } from '#contract/flow-parts.ts';
import type { FlowFault } from '#contract/flow-state.ts';
import { type FlowDefinition, type FlowNode, flowLimits } from '#contract/flows.ts';
import { comparisonsOf, textsOf } from '../definition/texts.ts';
import { findGraphFaults } from './graph.ts';
import { findNodeFaults } from './nodes.ts';
import { findTriggerFaults } from './triggers.ts';
import { type CheckWorld, fault, warning } from './world.ts';

/** Everything that is wrong with a definition, at once, each with its node. Only what is a fault keeps it from being published. */
export function checkDefinition(definition: FlowDefinition, world: CheckWorld): FlowFault[] {
  const nodes = Object.entries(definition.nodes);
  return [
    ...findSizeFaults(definition),
    ...findGraphFaults(definition, world),
    ...nodes.flatMap(([name, node]) => findNodeFaults(name, node, world)),
    ...nodes.flatMap(([name, node]) => findTextFaults(definition, { name, node }, world)),
    ...nodes.flatMap(([name, node]) => findVariableFaults(definition, { name, node }, world)),
    ...findTriggerFaults(definition, world),
  ];
}

function findSizeFaults(definition: FlowDefinition): FlowFault[] {
  const bytes = Buffer.byteLength(JSON.stringify(definition));
  return bytes <= flowLimits.bytes ? [] : [fault('too_large', null, `The flow has ${bytes} bytes; it may have ${flowLimits.bytes}.`)];
}

interface Where {
  readonly name: string;
  readonly node: FlowNode;
}

function findTextFaults(definition: FlowDefinition, { name, node }: Where, world: CheckWorld): FlowFault[] {
  return textsOf(node).flatMap(({ field, words, title }) => {
    const sources = typeof words === 'string' ? [words] : Object.values(words);
    const unreadable = sources
      .flatMap((source) => world.templates.fault(source) ?? [])
      .map((message) => fault('unreadable_text', name, `${field} ${message}`));
    return [...unreadable, ...languageFaults(definition, { name, field, words }), ...lengthFaults({ name, field, sources, title }, world)];
  });
}

function languageFaults(definition: FlowDefinition, { name, field, words }: { name: string; field: string; words: Words }): FlowFault[] {
  if (typeof words === 'string') return [];
  const missing = definition.languages.filter((language) => !Object.hasOwn(words, language));
  const strangers = Object.keys(words).filter((language) => !definition.languages.includes(language));
  return [
    ...missing.map((language) => warning('missing_language', name, `${field} has no text in "${language}".`)),
    ...strangers.map((language) =>
      warning('unknown_language', name, `${field} has a text in "${language}", which is none of the flow’s languages.`),
    ),
  ];
}

interface Long {
  readonly name: string;
  readonly field: string;
  readonly sources: readonly string[];
  readonly title: boolean;
}

/** As it is written: what fills the gaps is not known yet. */
function lengthFaults({ name, field, sources, title }: Long, world: CheckWorld): FlowFault[] {
  const length = Math.max(0, ...sources.map((source) => source.replace(/\{[{%].*?[}%]\}/gs, '').length));
  return world.channels.flatMap((channel) => {
    const most = title ? channel.titleLength : channel.textLength;
    if (most === null || length <= most) return [];
    const what = title ? 'is cut there' : 'is sent there in several messages';
    return [warning('too_long', name, `${field} has ${length} characters, and “${channel.name}” takes ${most}: it ${what}.`)];
  });
}

function findVariableFaults(definition: FlowDefinition, { name, node }: Where, world: CheckWorld): FlowFault[] {
  const answers = answersOf(definition);
  const known = (variable: string) => {
    const [root, answer] = variable.split('.');
    if (root === 'answers') return answer !== undefined && answers.has(answer) ? { always: false } : null;
    return variable === 'flow.name' ? { always: true } : world.variable(variable);
  };
  const gaps = textsOf(node).flatMap(({ field, words }) =>
    (typeof words === 'string' ? [words] : Object.values(words)).flatMap((source) =>
      world.templates.gaps(source).map((gap) => ({ field, ...gap })),
    ),
  );
  const asked = comparisonsOf(node).map(({ variable }) => ({ field: 'A condition', variable, fallback: true }));
  const told = new Set<string>();
  return [...gaps, ...asked].flatMap(({ field, variable, fallback }) => {
    const found = known(variable);
    if (found && (fallback || found.always)) return [];
    if (told.has(`${field} ${variable}`)) return [];
    told.add(`${field} ${variable}`);
    if (!found) return [fault('unknown_variable', name, `${field} names "${variable}", which nobody provides.`)];
    const advice = `write {{ ${variable} | default: "…" }}`;
    return [fault('no_fallback', name, `${field} names "${variable}" without saying what stands there when nobody knows; ${advice}.`)];
  });
}

/** Every answer that some node keeps, or that the flow is begun with. */
export function answersOf(definition: FlowDefinition): ReadonlySet<string> {
  const kept = Object.values(definition.nodes).flatMap((node) => {
    if (node.kind === 'ask') return [node.save];
    if (node.kind === 'set') return Object.keys(node.values ?? {});
    if (node.kind === 'call') return node.save === undefined ? [] : [node.save];
    return node.kind === 'flow' ? Object.keys(node.take ?? {}) : [];
  });
  return new Set([...kept, ...(definition.takes ?? [])]);
}
