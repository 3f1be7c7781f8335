import type { FlowNode } from './flows.ts';

/** One way out of a node. */
export interface Exit {
  readonly name: string;
  /** Undefined: it leads nowhere yet. */
  readonly to: string | undefined;
  /** May lead nowhere: then people take over, or the run goes the node's main way. */
  readonly optional?: true;
}

/** Every way out of a node, under the names the path of a run has them by. */
export function exitsOf(node: FlowNode): Exit[] {
  switch (node.kind) {
    case 'say':
    case 'set':
      return [{ name: 'next', to: node.next }];
    case 'ask':
      return [
        { name: 'answered', to: node.next },
        ...(node.optional ? [{ name: 'skipped', to: node.skipped ?? node.next }] : []),
        ...(node.silence ? [{ name: 'silence', to: node.silence.next }] : []),
        { name: 'failed', to: node.failed, optional: true },
      ];
    case 'branch':
      return [...node.cases.map(({ next }, index) => ({ name: `case_${index + 1}`, to: next })), { name: 'otherwise', to: node.otherwise }];
    case 'call':
      return Object.entries(node.exits).map(([name, to]) => ({ name, to }));
    case 'assistant':
      return node.leave.map(({ next }, index) => ({ name: `leave_${index + 1}`, to: next }));
    case 'wait':
      return [
        { name: 'next', to: node.next },
        ...(node.event === undefined ? [] : [{ name: 'late', to: node.late, optional: true as const }]),
      ];
    case 'flow':
      return [
        { name: 'next', to: node.next },
        { name: 'failed', to: node.failed, optional: true },
      ];
    case 'hand_over':
    case 'end':
      return [];
  }
}

/** The run stops here until somebody or something comes. */
export function waits(node: FlowNode): boolean {
  return node.kind === 'ask' || node.kind === 'assistant' || node.kind === 'wait';
}
