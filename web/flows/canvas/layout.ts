import { Graph, layout } from '@dagrejs/dagre';
import type { FlowDefinition, FlowNode } from '#contract/flows.ts';
import { languageOfText } from '#web/i18n/languages.ts';
import { drawnExits, inOrder } from '../draft/exits.ts';
import { shownIn } from '../draft/texts.ts';
import { spokenField } from '../kinds.ts';

export const cardWidth = 260;

/** Letters that stand in one line of a card, and how high its other parts are. */
const [perLine, rowHeight, headHeight, linesMax] = [25, 26, 44, 6];
/** The hand of Urdu is higher than others. */
const lineHeight = (text: string) => (languageOfText(text) === 'ur' ? 34 : 24);

/** How high a card will be, near enough to set cards apart before any is drawn. */
export function cardHeight(node: FlowNode, languages: readonly string[], language: string): number {
  const field = spokenField(node);
  const words = field === null ? undefined : (node as { text?: never; opening?: never })[field];
  const text = shownIn(words, language, languages);
  const lines =
    text === ''
      ? 1
      : Math.min(
          linesMax,
          text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0),
        );
  const choices =
    node.kind === 'say' ? (node.choices?.length ?? 0) : node.kind !== 'ask' ? 0 : 'choices' in node.answer ? node.answer.choices.length : 1;
  return headHeight + lines * lineHeight(text) + 16 + choices * rowHeight + drawnExits(node).length * rowHeight + 12;
}

/** Where each card stands: as somebody left it, and for those that nobody placed, so that ways run from one side to the other. */
export function placesOf(definition: FlowDefinition, language: string): ReadonlyMap<string, { x: number; y: number }> {
  const { nodes, languages } = definition;
  const names = inOrder(definition);
  const known = new Map(names.flatMap((name) => (nodes[name]?.place ? [[name, nodes[name].place]] : [])));
  if (known.size === names.length) return known;
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 32, ranksep: 90, edgesep: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of names) {
    const node = nodes[name] as FlowNode;
    graph.setNode(name, { width: cardWidth, height: cardHeight(node, languages, language) });
  }
  for (const name of names)
    for (const { to } of drawnExits(nodes[name] as FlowNode))
      if (to !== undefined && Object.hasOwn(nodes, to) && to !== name) graph.setEdge(name, to);
  layout(graph);
  return new Map(
    names.map((name) => {
      const { x, y, width, height } = graph.node(name) as { x: number; y: number; width: number; height: number };
      return [name, known.get(name) ?? { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
    }),
  );
}
