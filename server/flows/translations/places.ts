import type { FlowChoice, Words } from '#contract/flow-parts.ts';
import { type FlowDefinition, type FlowNode, keywordLimits } from '#contract/flows.ts';

/** A text that contacts read or write, where it stands in a flow: to be read, and to be written anew. */
export interface TextPlace {
  /** The node it stands in; null: what begins the flow. */
  readonly node: string | null;
  readonly words: Words;
  /** As it stands in a definition of which other texts were written meanwhile. */
  read(definition: FlowDefinition): Words;
  write(definition: FlowDefinition, words: Words): FlowDefinition;
  /** What no such text may be; null: it may. */
  fault?(text: string): string | null;
}

/** Every text of a flow, under its whole name: "ask_name/text", "trigger/1/words". */
export function placesOf(definition: FlowDefinition): Map<string, TextPlace> {
  const inNodes = Object.entries(definition.nodes).flatMap(([node, one]) =>
    textsIn(one).map(({ field: name, words, put }): [string, TextPlace] => [
      `${node}/${name}`,
      {
        node,
        words,
        read: ({ nodes }) => textsIn(nodes[node] as FlowNode).find((place) => place.field === name)?.words ?? words,
        write: (before, next) => ({ ...before, nodes: { ...before.nodes, [node]: put(before.nodes[node] as FlowNode, next) } }),
      },
    ]),
  );
  return new Map([...keywordsOf(definition), ...inNodes]);
}

type Keyword = Extract<FlowDefinition['triggers'][number], { kind: 'keyword' }>;

/** What people write to begin it: one line a language, with commas between the words. */
function keywordsOf({ triggers }: FlowDefinition): [string, TextPlace][] {
  return triggers.flatMap((trigger, index): [string, TextPlace][] => {
    if (trigger.kind !== 'keyword') return [];
    const lines = (one: Keyword) => Object.fromEntries(Object.entries(one.words).map(([language, words]) => [language, words.join(', ')]));
    const at = (definition: FlowDefinition) => definition.triggers[index] as Keyword;
    return [
      [
        `trigger/${index + 1}/words`,
        {
          node: null,
          words: lines(trigger),
          read: (definition) => lines(at(definition)),
          write(definition, next) {
            const words = Object.fromEntries(Object.entries(next).map(([language, line]) => [language, keywordsIn(line)]));
            return { ...definition, triggers: definition.triggers.with(index, { ...at(definition), words }) };
          },
          fault: keywordFault,
        },
      ],
    ];
  });
}

const keywordsIn = (line: string) =>
  line
    .split(/[,،\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

function keywordFault(line: string): string | null {
  const words = keywordsIn(line);
  if (words.length > keywordLimits.count) return `has ${words.length} words with commas between them; it may have ${keywordLimits.count}.`;
  const bad = words.find((word) => word.length > keywordLimits.length || !/[\p{L}\p{N}]/u.test(word));
  if (bad === undefined && words.length > 0) return null;
  return `must be words that somebody can write, with commas between them, of at most ${keywordLimits.length} characters each.`;
}

/** By language; a plain one is of the flow's first. */
export function byLanguage(words: Words, { languages }: FlowDefinition): Readonly<Record<string, string>> {
  return typeof words === 'string' ? { [languages[0] ?? 'en']: words } : words;
}

/** With a text of one language put in. */
export function withWords(words: Words, language: string, text: string, definition: FlowDefinition): Words {
  const plain = typeof words === 'string' && language === definition.languages[0];
  return plain ? text : { ...byLanguage(words, definition), [language]: text };
}

/** A text in its node. */
interface Place {
  /** "text", "choice/yes/title": stays the same when choices are sorted anew. */
  readonly field: string;
  readonly words: Words;
  put(node: FlowNode, words: Words): FlowNode;
}

function textsIn(node: FlowNode): Place[] {
  switch (node.kind) {
    case 'say':
      return [
        ...field(node, 'text'),
        ...choicesIn(node.choices, (one, choices) => ({ ...one, choices }) as FlowNode),
        ...field(node, 'listButton'),
        ...linkIn(node),
        ...templateIn(node),
      ];
    case 'ask': {
      const { answer } = node;
      const choices = 'choices' in answer ? answer.choices : undefined;
      return [
        ...field(node, 'text'),
        ...field(node, 'retry'),
        ...choicesIn(choices, (one, list) => ({ ...one, answer: { ...answer, choices: list } }) as FlowNode),
      ];
    }
    case 'assistant':
      return field(node, 'opening');
    case 'hand_over':
    case 'end':
      return field(node, 'text');
    default:
      return [];
  }
}

function field<Node extends FlowNode>(node: Node, name: keyof Node & string): Place[] {
  const words = node[name] as Words | undefined;
  return words === undefined ? [] : [{ field: name, words, put: (before, next) => ({ ...before, [name]: next }) as FlowNode }];
}

function choicesIn(choices: readonly FlowChoice[] | undefined, put: (node: FlowNode, choices: FlowChoice[]) => FlowNode): Place[] {
  return (choices ?? []).flatMap((choice) =>
    (['title', 'description'] as const).flatMap((part): Place[] => {
      const words = choice[part];
      if (words === undefined) return [];
      const changed = (list: readonly FlowChoice[], next: Words) =>
        list.map((one) => (one.value === choice.value ? { ...one, [part]: next } : one));
      return [{ field: `choice/${choice.value}/${part}`, words, put: (node, next) => put(node, changed(choicesOf(node), next)) }];
    }),
  );
}

function choicesOf(node: FlowNode): readonly FlowChoice[] {
  if (node.kind === 'ask') return 'choices' in node.answer ? node.answer.choices : [];
  return node.kind === 'say' ? (node.choices ?? []) : [];
}

function linkIn({ link }: Extract<FlowNode, { kind: 'say' }>): Place[] {
  if (!link) return [];
  return [{ field: 'link/title', words: link.title, put: (node, title) => ({ ...node, link: { ...link, title } }) as FlowNode }];
}

function templateIn({ template }: Extract<FlowNode, { kind: 'say' }>): Place[] {
  return (template?.body ?? []).map((words, index) => ({
    field: `template/body/${index + 1}`,
    words,
    put(node, next) {
      const said = node as Extract<FlowNode, { kind: 'say' }>;
      const body = (said.template?.body ?? []).map((one, at) => (at === index ? next : one));
      return { ...said, template: { ...said.template, body } } as FlowNode;
    },
  }));
}
