import type { NodeKind, NodeOf } from '#contract/flows.ts';
import type { Input } from '../state.ts';
import type { Work } from '../work.ts';

/** What one kind of node does. A new kind is one file here, its shape in contract/flows.ts and its exits in contract/flow-exits.ts. */
export interface NodeRule<Kind extends NodeKind = NodeKind> {
  /** The run comes to the node. It leaves it by `leave`, waits by `waitFor`, or ends. */
  enter(work: Work, node: NodeOf<Kind>): void;
  /** Something happened that the run waits for here. Absent: it never waits here. */
  take?(work: Work, node: NodeOf<Kind>, input: Input): void;
}
