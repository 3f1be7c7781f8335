import { type Exit, exitsOf } from '#contract/flow-exits.ts';
import type { FlowParts } from '#contract/flow-state.ts';
import type { FlowDefinition, FlowNode } from '#contract/flows.ts';

/** The ways out of nodes, as somebody draws them. */

/** Every exit a node has or may have: of a module's step also those that lead nowhere yet. */
export function drawnExits(node: FlowNode, steps: FlowParts['steps'] = []): Exit[] {
  if (node.kind === 'ask') {
    // A skipped question goes the way of an answered one unless it has a way of its own.
    return exitsOf(node).map((exit) => (exit.name === 'skipped' ? { ...exit, to: node.skipped, optional: true as const } : exit));
  }
  if (node.kind !== 'call') return exitsOf(node);
  const declared = steps.find(({ name }) => name === node.step)?.exits ?? [];
  const names = [...new Set([...declared, ...Object.keys(node.exits).filter((name) => name !== 'failed'), 'failed'])];
  return names.map((name) => ({ name, to: node.exits[name], ...(name === 'failed' ? { optional: true as const } : {}) }));
}

/** The node with one of its exits leading elsewhere; undefined: nowhere. */
export function withExit(node: FlowNode, exit: string, to: string | undefined): FlowNode {
  const nth = Number(/^(?:case|leave)_(\d+)$/.exec(exit)?.[1]) - 1;
  if (node.kind === 'branch' && nth >= 0) return { ...node, cases: ledAt(node.cases, nth, to) };
  if (node.kind === 'assistant') return { ...node, leave: ledAt(node.leave, nth, to) };
  if (node.kind === 'call') return { ...node, exits: led(node.exits, exit, to) };
  if (node.kind === 'ask' && exit === 'silence') return node.silence ? { ...node, silence: led(node.silence, 'next', to) } : node;
  if (node.kind === 'hand_over' || node.kind === 'end') return node;
  return led(node, exit === 'answered' ? 'next' : exit, to);
}

const ledAt = <Exit extends object>(exits: readonly Exit[], nth: number, to: string | undefined): Exit[] =>
  exits.map((one, index) => (index === nth ? led(one, 'next', to) : one));

function led<Node extends object>(node: Node, field: string, to: string | undefined): Node {
  const { [field]: _, ...rest } = node as Record<string, unknown>;
  return (to === undefined ? rest : { ...rest, [field]: to }) as Node;
}

/** Where a node mainly leads: the first exit it has. */
export function mainTarget(node: FlowNode): string | undefined {
  return exitsOf(node)[0]?.to;
}

/** All its exits that lead to one node lead to another; undefined: nowhere. */
export function redirected(node: FlowNode, from: string, to: string | undefined): FlowNode {
  return drawnExits(node)
    .filter((exit) => exit.to === from)
    .reduce((changed, { name }) => withExit(changed, name, to), node);
}

/** Names of nodes in the order a contact meets them: none before what leads to it, as far as it goes in rounds; what nothing leads to comes last. */
export function inOrder({ nodes, start }: FlowDefinition): string[] {
  const seen = new Set<string>();
  const after: string[] = [];
  const walk = (name: string): void => {
    const node = nodes[name];
    if (!node || seen.has(name)) return;
    seen.add(name);
    // The last way first: what is written down last comes first in the end.
    for (const { to } of drawnExits(node).toReversed()) if (to !== undefined) walk(to);
    after.push(name);
  };
  walk(start);
  const met = after.splice(0).toReversed();
  for (const name of Object.keys(nodes).toSorted()) {
    walk(name);
    met.push(...after.splice(0).toReversed());
  }
  return met;
}
