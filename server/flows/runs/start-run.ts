import type { FlowRun, RunStart } from '#contract/flow-state.ts';
import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { requireFlow } from '../drafts/get-flow.ts';
import type { FlowTools } from '../tools.ts';
import { inOwnTurn } from './own-turn.ts';
import { toRun, visibleRun } from './runs.ts';

/** Begins a flow in a conversation without anybody having written. What waits there for an answer goes on after it. */
export async function startRun(scope: Scope, tools: FlowTools, { flowId, conversationId, answers = {} }: RunStart): Promise<FlowRun> {
  requirePermission(scope, 'flow_runs.change');
  await visibleConversation(scope, conversationId);
  const { name } = await requireFlow(scope, flowId);
  const id = await inOwnTurn(scope, tools, { conversationId, speaks: true }, async (turn, flows, { published }) => {
    const flow = published.find((one) => one.name === name);
    if (!flow)
      throw new Refusal('flows.not_published', 'This flow is not published, so it cannot be started.', {
        status: 409,
        details: { field: 'flowId' },
      });
    return flows.begin(turn, flow, { by: 'api', answers });
  });
  return toRun(await visibleRun(scope, id));
}
