import {
  Bot,
  CircleCheck,
  Clock,
  GitBranch,
  MessageCircle,
  MessageCircleQuestionMark,
  PencilLine,
  Puzzle,
  UserRound,
  Workflow,
} from 'lucide-react';
import type { FlowNode, NodeKind } from '#contract/flows.ts';
import type { Icon } from '#web/ui/icon.ts';

/** The kinds of nodes in the order they are offered, each with its sign. */
export const kinds: readonly { readonly kind: NodeKind; readonly icon: Icon }[] = [
  { kind: 'say', icon: MessageCircle },
  { kind: 'ask', icon: MessageCircleQuestionMark },
  { kind: 'branch', icon: GitBranch },
  { kind: 'set', icon: PencilLine },
  { kind: 'wait', icon: Clock },
  { kind: 'assistant', icon: Bot },
  { kind: 'call', icon: Puzzle },
  { kind: 'flow', icon: Workflow },
  { kind: 'hand_over', icon: UserRound },
  { kind: 'end', icon: CircleCheck },
];

export function iconOf(kind: NodeKind): Icon {
  return kinds.find((one) => one.kind === kind)?.icon ?? CircleCheck;
}

/** The text that a contact reads at a node; null: there is none. */
export function spokenField(node: FlowNode): 'text' | 'opening' | null {
  if (node.kind === 'assistant') return 'opening';
  return node.kind === 'say' || node.kind === 'ask' || node.kind === 'hand_over' || node.kind === 'end' ? 'text' : null;
}
