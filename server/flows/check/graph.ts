import { exitsOf, waits } from '#contract/flow-exits.ts';
import type { FlowFault } from '#contract/flow-state.ts';
import type { FlowDefinition, FlowNode } from '#contract/flows.ts';
import { type CheckWorld, fault } from './world.ts';

/** What only a look at all nodes together can tell. */
export function findGraphFaults(definition: FlowDefinition, world: CheckWorld): FlowFault[] {
  const { nodes, start } = definition;
  if (!Object.hasOwn(nodes, start)) return [fault('no_start', null, `The flow begins at "${start}", which does not exist.`)];
  return [
    ...Object.entries(nodes).flatMap(([name, node]) => exitFaults(name, node, nodes)),
    ...unreachable(definition).map((name) => fault('unreachable', name, 'Nothing leads here.')),
    ...endless(definition, world).map((round) =>
      fault('endless_loop', round.at(-1) ?? null, `It goes round for ever without asking or waiting: ${round.toSorted().join(', ')}.`),
    ),
    ...subFlowFaults(definition, world),
  ];
}

type Nodes = Readonly<Record<string, FlowNode>>;

function exitFaults(name: string, node: FlowNode, nodes: Nodes): FlowFault[] {
  return exitsOf(node).flatMap(({ name: exit, to, optional }) => {
    if (to === undefined) return optional ? [] : [fault('missing_exit', name, `The exit "${exit}" leads nowhere.`)];
    return Object.hasOwn(nodes, to) ? [] : [fault('unknown_target', name, `The exit "${exit}" leads to "${to}", which does not exist.`)];
  });
}

function targetsOf(node: FlowNode | undefined, nodes: Nodes): string[] {
  return node ? exitsOf(node).flatMap(({ to }) => (to !== undefined && Object.hasOwn(nodes, to) ? [to] : [])) : [];
}

function reachedFrom(starts: readonly string[], nodes: Nodes): Set<string> {
  const seen = new Set(starts);
  const open = [...starts];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const target of targetsOf(nodes[name], nodes)) {
      if (!seen.has(target)) open.push(target);
      seen.add(target);
    }
  }
  return seen;
}

function unreachable({ nodes, start }: FlowDefinition): string[] {
  const reached = reachedFrom([start], nodes);
  return Object.keys(nodes).filter((name) => !reached.has(name));
}

/**
 * Rounds that nothing leads out of and in which nothing waits. A round that a branch may leave is no fault: it may count; the engine stops
 * it when it does not.
 */
function endless({ nodes }: FlowDefinition, world: CheckWorld): string[][] {
  const stops = (node: FlowNode | undefined) =>
    node !== undefined && (waits(node) || (node.kind === 'flow' && waitsInside(node.flow, world, new Set())));
  return roundsOf(nodes).filter((round) => {
    const inside = new Set(round);
    const targets = round.flatMap((name) => targetsOf(nodes[name], nodes));
    return targets.every((target) => inside.has(target)) && targets.length > 0 && !round.some((name) => stops(nodes[name]));
  });
}

/** Nodes that lead to each other (strongly connected), by Kosaraju's two walks; one that leads to none of the others stands alone. */
function roundsOf(nodes: Nodes): string[][] {
  const names = Object.keys(nodes);
  const back = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const name of names) for (const target of targetsOf(nodes[name], nodes)) back.get(target)?.push(name);
  const order = walk(names, (name) => targetsOf(nodes[name], nodes)).flat();
  return walk(order.reverse(), (name) => back.get(name) ?? []);
}

/** What is reached from each start and was not reached before, every node after those it leads to. */
function walk(starts: readonly string[], targets: (name: string) => readonly string[]): string[][] {
  const seen = new Set<string>();
  return starts.flatMap((start) => {
    if (seen.has(start)) return [];
    seen.add(start);
    const done: string[] = [];
    const open = [{ name: start, left: [...targets(start)] }];
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const next = top.left.pop();
      if (next === undefined) done.push((open.pop() as typeof top).name);
      else if (!seen.has(next)) {
        seen.add(next);
        open.push({ name: next, left: [...targets(next)] });
      }
    }
    return [done];
  });
}

function waitsInside(flow: string, world: CheckWorld, seen: Set<string>): boolean {
  if (seen.has(flow)) return false;
  seen.add(flow);
  return Object.values(world.published.get(flow)?.nodes ?? {}).some(
    (node) => waits(node) || (node.kind === 'flow' && waitsInside(node.flow, world, seen)),
  );
}

function subFlowFaults(definition: FlowDefinition, world: CheckWorld): FlowFault[] {
  return Object.entries(definition.nodes).flatMap(([name, node]) => {
    if (node.kind !== 'flow') return [];
    if (node.flow === world.name || comesBack(node.flow, world, new Set())) {
      return [fault('flow_in_itself', name, `The flow "${node.flow}" would be run inside of itself.`)];
    }
    return world.published.has(node.flow) ? [] : [fault('unknown_flow', name, `No flow "${node.flow}" is published.`)];
  });
}

/** Whether a flow runs this one, at any depth. */
function comesBack(flow: string, world: CheckWorld, seen: Set<string>): boolean {
  if (seen.has(flow)) return false;
  seen.add(flow);
  const inner = Object.values(world.published.get(flow)?.nodes ?? {}).flatMap((node) => (node.kind === 'flow' ? [node.flow] : []));
  return inner.some((one) => one === world.name || comesBack(one, world, seen));
}
