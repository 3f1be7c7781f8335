import type { FlowRun, RunStart } from '#contract/flow-state.ts';
import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { requireFlow } from './get-flow.ts';
import { inOwnTurn } from './own-turn.ts';
import { toRun, visibleRun } from './runs.ts';
import type { FlowTools } from './tools.ts';

/** Begins a flow in a conversation without anybody having written. What waits there for an answer goes on after it. */
export async function startRun(scope: Scope, tools: FlowTools, { flowId, conversationId, answers = {} }: RunStart): Promise<FlowRun> {
  requirePermission(scope, 'flow_runs.change');
  const conversation = await visibleConversation(scope, conversationId);
  const { name } = await requireFlow(scope, flowId);
  if (conversation.opted_out_at !== null)
    throw new Refusal('flows.opted_out', 'This person asked for no more messages here.', { status: 409 });
  if (conversation.handler === 'people') throw withPeople();
  const id = await inOwnTurn(scope, tools, { conversationId }, async (turn, flows, { published }) => {
    const flow = published.find((one) => one.name === name);
    if (!flow) throw new Refusal('flows.not_published', 'This flow is not published, so it cannot be started.', { status: 409 });
    return flows.begin(turn, flow, { by: 'api', answers });
  });
  return toRun(await visibleRun(scope, id));
}

export function withPeople(): Refusal {
  return new Refusal('flows.with_people', 'People have this conversation. Give it back to the assistant first.', { status: 409 });
}
