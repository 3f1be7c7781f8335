import type { FlowDefinition } from '#contract/flows.ts';
import { answersOf } from '../check/definition.ts';
import { comparisonsOf } from '../definition/texts.ts';

/** What a node goes by: a text can do without an answer, a decision cannot. */
export function neededAt(definition: FlowDefinition, name: string): string[] {
  const node = definition.nodes[name];
  const kept = answersOf(definition);
  const named = node ? comparisonsOf(node).map(({ variable }) => variable) : [];
  return named
    .flatMap((variable) => (variable.startsWith('answers.') ? [variable.slice('answers.'.length)] : []))
    .filter((one) => kept.has(one));
}
