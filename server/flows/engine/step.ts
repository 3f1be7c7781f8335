import { ruleFor } from './nodes/index.ts';
import type { Book, Facts, Input, Result, RunState } from './state.ts';
import { type Done, giveToPeople, nodeOf, type Work } from './work.ts';

/**
 * Takes a run one step further: from what it waited for to what it waits for next, or to its end. A pure function: the same run,
 * input and facts give the same result, nothing is stored, sent or asked, and what shall happen is returned as data.
 */
export function step(book: Book, state: RunState, input: Input, facts: Facts): Result {
  const work = begin(book, state, facts);
  if (state.status === 'waiting') take(work, input);
  while (work.status === 'going') enter(work);
  const status = work.status === 'new' ? 'waiting' : work.status;
  return {
    state: { frames: work.frames, status: status as RunState['status'], wait: work.wait, asked: work.asked, outcome: work.outcome },
    effects: work.effects,
    trace: work.trace,
    path: work.path,
    nodes: work.nodes,
  };
}

function begin(book: Book, state: RunState, facts: Facts): Work {
  return {
    book,
    facts,
    frames: [...state.frames],
    status: state.status === 'new' ? 'going' : state.status,
    wait: state.wait,
    asked: state.asked,
    outcome: state.outcome,
    nodes: 0,
    effects: [],
    trace: [],
    path: [],
  };
}

function take(work: Work, input: Input): Done {
  const node = nodeOf(work);
  if (!node) return giveToPeople(work, 'flow_broken', 'The node it waited at does not exist.');
  ruleFor(node.kind).take?.(work, node, input);
}

function enter(work: Work): Done {
  work.nodes += 1;
  if (work.nodes > work.facts.nodesMax) return giveToPeople(work, 'flow_stuck', 'It goes round and round without waiting for anybody.');
  const node = nodeOf(work);
  if (!node) return giveToPeople(work, 'flow_broken', 'The node it goes to does not exist.');
  ruleFor(node.kind).enter(work, node);
}
