import type { Edge, Node } from '@xyflow/react';
import type { FlowCounts, FlowFault } from '#contract/flow-state.ts';
import type { FlowDefinition, FlowNode } from '#contract/flows.ts';

/** What is drawn of a draft. */

export interface CardExit {
  readonly name: string;
  readonly label: string;
  readonly to: string | undefined;
  readonly optional: boolean;
}

export interface CardData extends Record<string, unknown> {
  readonly name: string;
  readonly node: FlowNode;
  readonly start: boolean;
  readonly faults: readonly FlowFault[];
  /** Runs that wait here now; null: it is not known. */
  readonly here: number | null;
  readonly exits: readonly CardExit[];
  readonly language: string;
  readonly languages: readonly string[];
  readonly editing: boolean;
  /** How a test of the draft went through it. */
  readonly trial: 'at' | 'passed' | null;
  readonly backwards: boolean;
}
export type Card = Node<CardData, 'card'>;

/** A node of a test's path, and the ways it took. */
export interface Lit {
  readonly at: string | null;
  readonly passed: ReadonlySet<string>;
  /** "node:exit" */
  readonly ways: ReadonlySet<string>;
}

export interface Drawing {
  readonly definition: FlowDefinition;
  readonly exitsOf: (node: FlowNode) => readonly CardExit[];
  readonly places: ReadonlyMap<string, { x: number; y: number }>;
  readonly faults: ReadonlyMap<string, readonly FlowFault[]>;
  readonly counts: FlowCounts | null;
  readonly lit: Lit | null;
  readonly language: string;
  readonly selected: readonly string[];
  readonly editing: string | null;
  readonly labelOf: (node: FlowNode) => string;
  /** Lines run from right to left: cards stand mirrored. */
  readonly backwards: boolean;
}

const none: readonly FlowFault[] = [];

export function cardsOf(drawing: Drawing, width: number): Card[] {
  const { definition, places, counts, lit, selected, editing, language, backwards } = drawing;
  return Object.entries(definition.nodes).map(([name, node]) => {
    const { x, y } = places.get(name) ?? { x: 0, y: 0 };
    return {
      id: name,
      type: 'card',
      position: { x: backwards ? -x - width : x, y },
      selected: selected.includes(name),
      ariaLabel: drawing.labelOf(node),
      data: {
        name,
        node,
        start: name === definition.start,
        faults: drawing.faults.get(name) ?? none,
        here: counts ? (counts.here.find((one) => one.node === name)?.count ?? 0) : null,
        exits: drawing.exitsOf(node),
        language,
        languages: definition.languages,
        editing: editing === name,
        trial: lit?.at === name ? 'at' : lit?.passed.has(name) ? 'passed' : null,
        backwards,
      },
    };
  });
}

/** The same card as before where nothing of it changed: two hundred of them are not drawn anew for one letter. */
export function keepSame(before: readonly Card[], now: readonly Card[]): Card[] {
  const known = new Map(before.map((card) => [card.id, card]));
  return now.map((card) => {
    const old = known.get(card.id);
    if (!old) return card;
    const data = isSame(old.data, card.data) ? old.data : card.data;
    const stays = data === old.data && old.selected === card.selected && old.ariaLabel === card.ariaLabel;
    const { x, y } = old.position;
    return stays && x === card.position.x && y === card.position.y ? old : { ...old, ...card, data };
  });
}

const isSame = (one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>) =>
  Object.keys(other).every((key) => one[key] === other[key]);

export function edgesOf({ definition, exitsOf, counts, lit }: Drawing): Edge[] {
  const taken = counts && new Map(counts.exits.map(({ node, exit, count }) => [`${node}:${exit}`, count]));
  const edge = (name: string, exit: string, target: string): Edge => {
    const id = `${name}:${exit}`;
    const drawn = { id, source: name, sourceHandle: exit, target, ...(taken ? { label: String(taken.get(id) ?? 0) } : {}) };
    return lit?.ways.has(id) ? { ...drawn, className: 'lit', zIndex: 1 } : drawn;
  };
  return Object.entries(definition.nodes).flatMap(([name, node]) =>
    exitsOf(node).flatMap(({ name: exit, to }) => (to !== undefined && Object.hasOwn(definition.nodes, to) ? [edge(name, exit, to)] : [])),
  );
}
