import type { FlowDefinition, FlowNode, NodeKind, NodeOf } from '#contract/flows.ts';
import { drawnExits, mainTarget, redirected, withExit } from './exits.ts';

/** What can be done to a draft: each a function from one definition to the next. */

/** Words that a new node begins with. */
export interface FirstWords {
  readonly say: string;
  readonly ask: string;
  readonly instructions: string;
}

/** A node that is whole from the beginning, so that a draft can be saved at any time. */
export function freshNode(kind: NodeKind, definition: FlowDefinition, words: FirstWords, step: string): FlowNode {
  const saved = Object.values(definition.nodes).flatMap((node) => (node.kind === 'ask' ? [node.save] : []));
  switch (kind) {
    case 'say':
      return { kind, text: words.say };
    case 'ask':
      return { kind, text: words.ask, answer: { type: 'text' }, save: freeName('answer', saved), attempts: 3 };
    case 'branch': {
      const variable = saved[0] === undefined ? 'contact.name' : `answers.${saved[0]}`;
      return { kind, cases: [{ when: { variable, is: 'known' } }] };
    }
    case 'set':
      return { kind, values: { note: '' } };
    case 'call':
      return { kind, step, exits: {} };
    case 'assistant':
      return { kind, stage: 'talk', instructions: words.instructions, leave: [{ messages: 10 }] };
    case 'wait':
      return { kind, minutes: 60 };
    case 'flow':
      return { kind, flow: 'another_flow' };
    case 'hand_over':
    case 'end':
      return { kind };
  }
}

export function freeName(base: string, taken: readonly string[]): string {
  for (let count = 1; ; count += 1) if (!taken.includes(`${base}_${count}`)) return `${base}_${count}`;
}

export interface Added {
  readonly definition: FlowDefinition;
  readonly name: string;
}

/** Puts a node behind an exit of another, or anywhere. It takes over where that exit led. */
export function addNode(definition: FlowDefinition, node: FlowNode, after: { name: string; exit: string } | null): Added {
  const name = freeName(node.kind, Object.keys(definition.nodes));
  const before = after && definition.nodes[after.name];
  if (!after || !before) {
    const empty = Object.keys(definition.nodes).length === 0;
    return { name, definition: { ...definition, ...(empty ? { start: name } : {}), nodes: { ...definition.nodes, [name]: node } } };
  }
  const target = drawnExits(before).find(({ name: exit }) => exit === after.exit)?.to;
  const [main] = drawnExits(node);
  const placed = main && target !== undefined ? withExit(node, main.name, target) : node;
  const shifted = before.place ? { ...placed, place: { x: before.place.x + columnWidth, y: before.place.y } } : placed;
  return { name, definition: withNodes(definition, { [after.name]: withExit(before, after.exit, name), [name]: shifted }) };
}

/** From the beginning of a card to the beginning of the card beside it. */
export const columnWidth = 340;

/** The exit that something new is put behind: the first that leads nowhere, else the main one. */
export function openExit(node: FlowNode | undefined): string | null {
  const exits = node ? drawnExits(node) : [];
  return (exits.find(({ to, optional }) => to === undefined && !optional) ?? exits[0])?.name ?? null;
}

export function putNode(definition: FlowDefinition, name: string, node: FlowNode): FlowDefinition {
  return withNodes(definition, { [name]: node });
}

export function connect(definition: FlowDefinition, from: { name: string; exit: string }, to: string | undefined): FlowDefinition {
  const node = definition.nodes[from.name];
  return node ? putNode(definition, from.name, withExit(node, from.exit, to)) : definition;
}

/** Takes nodes away. What led to one leads to where that one mainly led, so that a way is not torn. */
export function removeNodes(definition: FlowDefinition, names: readonly string[]): FlowDefinition {
  const gone = new Set(names);
  const onward = (name: string): string | undefined => {
    const seen = new Set<string>();
    let at: string | undefined = name;
    while (at !== undefined && gone.has(at) && !seen.has(at)) {
      seen.add(at);
      const node: FlowNode | undefined = definition.nodes[at];
      at = node && mainTarget(node);
    }
    return at !== undefined && !gone.has(at) ? at : undefined;
  };
  const left = Object.entries(definition.nodes).filter(([name]) => !gone.has(name));
  const nodes = Object.fromEntries(
    left.map(([name, node]) => [name, names.reduce((changed, one) => redirected(changed, one, avoiding(name, onward(one))), node)]),
  );
  const start = gone.has(definition.start) ? (onward(definition.start) ?? left[0]?.[0] ?? definition.start) : definition.start;
  return { ...definition, start, nodes };
}

/** A node never leads to itself only because what stood between is gone. */
const avoiding = (name: string, target: string | undefined) => (target === name ? undefined : target);

/** Null: the name is another node's. */
export function renameNode(definition: FlowDefinition, from: string, to: string): FlowDefinition | null {
  if (from === to) return definition;
  if (Object.hasOwn(definition.nodes, to)) return null;
  const nodes = Object.fromEntries(
    Object.entries(definition.nodes).map(([name, node]) => [name === from ? to : name, redirected(node, from, to)]),
  );
  return { ...definition, start: definition.start === from ? to : definition.start, nodes };
}

/** Nodes as they are carried from one place to another, also to another flow. */
export interface Carried {
  readonly baraza: 'flow-nodes';
  readonly nodes: Readonly<Record<string, FlowNode>>;
}

export function carry(definition: FlowDefinition, names: readonly string[]): Carried {
  const nodes = names.flatMap((name) => {
    const node = definition.nodes[name];
    return node ? [[name, node] as const] : [];
  });
  return { baraza: 'flow-nodes', nodes: Object.fromEntries(nodes) };
}

export function readCarried(text: string): Carried | null {
  try {
    const read = JSON.parse(text) as Partial<Carried> | null;
    return read?.baraza === 'flow-nodes' && typeof read.nodes === 'object' ? (read as Carried) : null;
  } catch {
    return null;
  }
}

/** Puts carried nodes in under names of their own. They lead to each other as they did; other ways lead nowhere yet. */
export function paste(definition: FlowDefinition, { nodes }: Carried): { definition: FlowDefinition; names: string[] } {
  const taken = Object.keys(definition.nodes);
  const named = new Map<string, string>();
  for (const name of Object.keys(nodes)) {
    const free = taken.includes(name) ? freeName(name.replace(/_\d+$/, ''), taken) : name;
    taken.push(free);
    named.set(name, free);
  }
  const put = Object.fromEntries(
    Object.entries(nodes).map(([name, node]) => {
      const led = drawnExits(node)
        .filter(({ to }) => to !== undefined)
        .reduce((changed, { name: exit, to }) => withExit(changed, exit, named.get(to ?? '')), node);
      const aside = led.place ? { ...led, place: { x: led.place.x + 40, y: led.place.y + 40 } } : led;
      return [named.get(name) ?? name, aside];
    }),
  );
  return { definition: withNodes(definition, put), names: Object.keys(put) };
}

/** Where each is drawn; without places all are arranged anew. */
export function placeNodes(definition: FlowDefinition, places: ReadonlyMap<string, { x: number; y: number }> | null): FlowDefinition {
  const nodes = Object.entries(definition.nodes).map(([name, node]) => {
    const { place: before, ...rest } = node;
    const place = places === null ? undefined : (places.get(name) ?? before);
    return [name, (place ? { ...rest, place } : rest) as FlowNode] as const;
  });
  return { ...definition, nodes: Object.fromEntries(nodes) };
}

function withNodes(definition: FlowDefinition, nodes: Readonly<Record<string, FlowNode>>): FlowDefinition {
  return { ...definition, nodes: { ...definition.nodes, ...nodes } };
}

/** A question's node with another kind of answer: what both kinds know stays. */
export function withAnswer(node: NodeOf<'ask'>, type: NodeOf<'ask'>['answer']['type'], first: string): NodeOf<'ask'> {
  const { answer } = node;
  if (answer.type === type) return node;
  if (type === 'choice' || type === 'choices') {
    const choices = 'choices' in answer ? answer.choices : [{ value: 'one', title: first }];
    return { ...node, answer: { type, choices } };
  }
  if (type === 'scale') return { ...node, answer: { type, from: 1, to: 5 } };
  return { ...node, answer: { type } as NodeOf<'ask'>['answer'] };
}
