import { useMemo } from 'react';
import type { FlowNode } from '#contract/flows.ts';

/** What follows from a node alone is found once for each: of two hundred nodes one changes with a letter. `by`: what else it hangs on. */
export function useByNode<Value>(find: (node: FlowNode) => Value, by: readonly unknown[]): (node: FlowNode) => Value {
  return useMemo(() => {
    const found = new WeakMap<FlowNode, { value: Value }>();
    return (node: FlowNode) => {
      const known = found.get(node) ?? { value: find(node) };
      found.set(node, known);
      return known.value;
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: whoever calls names them.
  }, by);
}
