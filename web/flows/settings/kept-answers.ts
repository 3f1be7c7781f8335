import type { FlowDefinition } from '#contract/flows.ts';

/** Every answer that some node keeps, or that the flow is begun with. */
export function keptAnswers({ nodes, takes = [] }: FlowDefinition): string[] {
  const kept = Object.values(nodes).flatMap((node) => {
    if (node.kind === 'ask') return [node.save];
    if (node.kind === 'set') return Object.keys(node.values ?? {});
    if (node.kind === 'call') return node.save === undefined ? [] : [node.save];
    return node.kind === 'flow' ? Object.keys(node.take ?? {}) : [];
  });
  return [...new Set([...takes, ...kept])];
}
