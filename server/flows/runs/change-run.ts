import type { FlowRun } from '#contract/flow-state.ts';
import { recordEvent } from '#core/conversations/events.ts';
import { Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { FlowTools } from '../tools.ts';
import { neededAt } from './needed-at.ts';
import { inOwnTurn } from './own-turn.ts';
import { toRun, visibleRun } from './runs.ts';

/** Ends a run without a word to the contact. What it came between goes on. */
export async function cancelRun(scope: Scope, tools: FlowTools, id: string): Promise<FlowRun> {
  requirePermission(scope, 'flow_runs.change');
  const { conversation_id: conversationId } = await visibleRun(scope, id);
  await inOwnTurn(scope, tools, { conversationId, run: id, speaks: false }, async (turn, flows) => {
    if (!(await flows.cancel(turn, id))) throw runOver();
  });
  await recordEvent(scope, { conversationId, kind: 'flow_cancelled', data: { runId: id } });
  return toRun(await visibleRun(scope, id));
}

/** Puts a run at another node, from which it goes on at once; only where it has the answers that the node decides by. */
export async function moveRun(
  scope: Scope,
  tools: FlowTools,
  id: string,
  { node, reason }: { node: string; reason?: string | undefined },
): Promise<FlowRun> {
  requirePermission(scope, 'flow_runs.change');
  const { conversation_id: conversationId, node: from } = await visibleRun(scope, id);
  await inOwnTurn(scope, tools, { conversationId, run: id, speaks: true }, async (turn, flows, { book }) => {
    const frame = flows.find(id)?.state.frames[0];
    if (!frame) throw runOver();
    const definition = book.byVersion(frame.version)?.definition;
    if (!definition || !Object.hasOwn(definition.nodes, node)) throw badField('node', 'must be a node of the version the run is on');
    const missing = neededAt(definition, node).filter((name) => !Object.hasOwn(frame.answers, name));
    if (missing.length > 0) throw badField('node', `needs answers that the run does not have: ${missing.join(', ')}`);
    await flows.move(turn, id, node);
  });
  await recordEvent(scope, {
    conversationId,
    kind: 'flow_moved',
    data: { runId: id, from, to: node, ...(reason === undefined ? {} : { reason }) },
  });
  return toRun(await visibleRun(scope, id));
}

/** Begins it again from the start with nothing answered, in the version that is published now. What it came between waits on. */
export async function restartRun(scope: Scope, tools: FlowTools, id: string): Promise<FlowRun> {
  requirePermission(scope, 'flow_runs.change');
  const { conversation_id: conversationId, flow: name } = await visibleRun(scope, id);
  const begun = await inOwnTurn(scope, tools, { conversationId, run: id, speaks: true }, async (turn, flows, { published }) => {
    const flow = published.find((one) => one.name === name);
    if (!flow) throw new Refusal('flows.not_published', 'This flow is not published any more, so it cannot begin again.', { status: 409 });
    flows.drop(turn, id);
    return flows.begin(turn, flow, { by: 'api' });
  });
  await recordEvent(scope, { conversationId, kind: 'flow_restarted', data: { runId: begun } });
  return toRun(await visibleRun(scope, begun));
}

function runOver(): Refusal {
  return new Refusal('flows.run_over', 'This run is over already.', { status: 409 });
}
