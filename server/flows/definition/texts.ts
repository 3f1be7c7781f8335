import type { Comparison, Condition, SetValue, Words } from '#contract/flow-parts.ts';
import type { FlowDefinition, FlowNode } from '#contract/flows.ts';
import type { Templates } from '#templates/index.ts';

/** A text that a node holds, under the name of its field. */
export interface NodeText {
  readonly field: string;
  readonly words: Words;
  /** It stands on a button or in a row. */
  readonly title: boolean;
}

/** Every text of a node, in the order of its fields. */
export function textsOf(node: FlowNode): NodeText[] {
  const plain = (field: string, words: Words | undefined): NodeText[] => (words === undefined ? [] : [{ field, words, title: false }]);
  const choices = (list: readonly { title: Words; description?: Words | undefined }[] = []) =>
    list.flatMap(({ title, description }, index) => [
      { field: `The title of choice ${index + 1}`, words: title, title: true },
      ...plain(`The description of choice ${index + 1}`, description),
    ]);
  const inputs = (values: Readonly<Record<string, SetValue>> = {}) =>
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? plain(`"${name}"`, value) : []));
  switch (node.kind) {
    case 'say':
      return [
        ...plain('text', node.text),
        ...choices(node.choices),
        ...(node.listButton === undefined ? [] : [{ field: 'listButton', words: node.listButton, title: true }]),
        ...(node.link ? [{ field: 'The title of the link', words: node.link.title, title: true }] : []),
        ...(node.template?.body ?? []).flatMap((words, index) => plain(`Gap ${index + 1} of the template`, words)),
      ];
    case 'ask':
      return [
        ...plain('text', node.text),
        ...plain('retry', node.retry),
        ...('choices' in node.answer ? choices(node.answer.choices) : []),
      ];
    case 'set':
      return inputs(node.values);
    case 'call':
      return inputs(node.input);
    case 'flow':
      return inputs(node.give);
    case 'assistant':
      return [...plain('opening', node.opening), ...plain('instructions', node.instructions)];
    case 'hand_over':
    case 'end':
      return plain('text', node.text);
    default:
      return [];
  }
}

/** Every comparison that a node makes. */
export function comparisonsOf(node: FlowNode): Comparison[] {
  if (node.kind === 'branch') return node.cases.flatMap(({ when }) => inside(when));
  return node.kind === 'assistant' ? node.leave.flatMap(({ when }) => (when ? inside(when) : [])) : [];
}

function inside(condition: Condition): Comparison[] {
  if ('all' in condition) return condition.all.flatMap(inside);
  if ('any' in condition) return condition.any.flatMap(inside);
  return 'not' in condition ? inside(condition.not) : [condition];
}

/** The variables a flow asks the world for: what must be read before it can go on. */
export function variablesOf(definition: FlowDefinition, templates: Templates): string[] {
  const names = Object.values(definition.nodes).flatMap((node) => [
    ...comparisonsOf(node).map(({ variable }) => variable),
    ...textsOf(node).flatMap(({ words }) =>
      (typeof words === 'string' ? [words] : Object.values(words)).flatMap((source) =>
        templates.gaps(source).map(({ variable }) => variable),
      ),
    ),
  ]);
  return [...new Set(names)].filter((name) => !name.startsWith('answers.') && !name.startsWith('flow.'));
}
