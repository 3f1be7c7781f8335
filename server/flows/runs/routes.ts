import { z } from 'zod';
import { Conversation } from '#contract/conversations.ts';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { FlowRun, FlowRunDetails, RunMove, RunStart, runStates, StageChange } from '#contract/flow-state.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import type { FlowTools } from '../tools.ts';
import { cancelRun, moveRun, restartRun } from './change-run.ts';
import { getRun, listRuns } from './runs.ts';
import { moveToStage } from './set-stage.ts';
import { startRun } from './start-run.ts';

const params = { id: exampleId };
const run: FlowRun = {
  id: exampleId,
  flowId: exampleOtherId,
  flow: 'welcome',
  version: 2,
  contactId: exampleOtherId,
  contactName: 'Amina',
  conversationId: exampleOtherId,
  state: 'waiting',
  waitsFor: 'answer',
  node: 'ask_name',
  outcome: null,
  startedBy: 'keyword',
  dueAt: '2026-11-23T14:00:00.000Z',
  createdAt: exampleTime,
  changedAt: exampleTime,
  endedAt: null,
};
const conversation: Conversation = {
  id: exampleId,
  contactId: exampleOtherId,
  channelId: exampleOtherId,
  state: 'open',
  handler: 'assistant',
  handlerReason: null,
  stage: 'intake',
  optedOutAt: null,
  lastInboundAt: exampleTime,
  lastMessageAt: exampleTime,
  createdAt: exampleTime,
  former: false,
};
const busy = 'contacts.busy';

/** What flows did, and what people do with them while they go on. */
export function runRoutes(tools: FlowTools): readonly Route[] {
  return [...readingRoutes, ...changingRoutes(tools), stageRoute];
}

const readingRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/flow-runs',
    summary: 'List runs of flows',
    description: 'The latest first: of one flow, of one conversation, or in one state.',
    permission: 'flow_runs.read',
    query: PageQuery.extend({ flowId: z.uuid().optional(), conversationId: z.uuid().optional(), state: z.enum(runStates).optional() }),
    response: pageOf(FlowRun),
    example: { query: { limit: 50 }, response: { items: [run], nextCursor: null } },
    handle: (scope, { query }) => listRuns(scope, query),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/flow-runs/:id',
    summary: 'Show a run: its answers and the way it went',
    permission: 'flow_runs.read',
    params: IdParams,
    response: FlowRunDetails,
    example: {
      params,
      response: {
        ...run,
        answers: [{ name: 'name', value: 'Amina', hidden: false }],
        path: [{ flow: 'welcome', node: 'ask_name', kind: 'ask', exit: 'answered', at: exampleTime }],
        places: ['ask_name', 'thanks'],
        nodes: [
          { node: 'ask_name', kind: 'ask', title: 'The name' },
          { node: 'thanks', kind: 'say', title: null },
        ],
      },
    },
    handle: (scope, { params: { id } }) => getRun(scope, id),
  }),
];

function changingRoutes(tools: FlowTools): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/flow-runs',
      summary: 'Start a flow in a conversation',
      description: 'Without anybody having written. What waits there for an answer goes on after it.',
      permission: 'flow_runs.change',
      body: RunStart,
      response: FlowRun,
      status: 201,
      errors: ['flows.not_published', 'flows.opted_out', 'flows.with_people', 'flows.stop_asked', busy, 'not_found'],
      example: {
        body: { flowId: exampleOtherId, conversationId: exampleOtherId },
        response: { ...run, startedBy: 'api' },
      },
      handle: (scope, { body }) => startRun(scope, tools, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/flow-runs/:id/cancel',
      summary: 'Cancel a run',
      description: 'Nothing is said to the contact.',
      permission: 'flow_runs.change',
      params: IdParams,
      response: FlowRun,
      errors: ['flows.run_over', 'flows.not_published', busy],
      example: {
        params,
        response: { ...run, state: 'cancelled', waitsFor: null, dueAt: null, outcome: 'cancelled', endedAt: exampleTime },
      },
      handle: (scope, { params: { id } }) => cancelRun(scope, tools, id),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/flow-runs/:id/move',
      summary: 'Move a run to another node',
      description:
        'It goes on from there at once. Only to a node of its own version, and only where it has the answers that the node decides by.',
      permission: 'flow_runs.change',
      params: IdParams,
      body: RunMove,
      response: FlowRun,
      errors: ['flows.run_over', 'flows.with_people', 'flows.stop_asked', 'flows.not_published', busy],
      example: { params, body: { node: 'ask_name', reason: 'They mistyped their name.' }, response: run },
      handle: (scope, { params: { id }, body }) => moveRun(scope, tools, id, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/flow-runs/:id/restart',
      summary: 'Let a run begin again',
      description:
        'From the start, with nothing answered, as a run of the version that is published now. One that is over begins again too.',
      permission: 'flow_runs.change',
      params: IdParams,
      response: FlowRun,
      errors: ['flows.not_published', 'flows.opted_out', 'flows.with_people', 'flows.stop_asked', busy],
      example: { params, response: { ...run, startedBy: 'api' } },
      handle: (scope, { params: { id } }) => restartRun(scope, tools, id),
    }),
  ];
}

const stageRoute = defineRoute({
  method: 'PUT',
  path: '/api/conversations/:id/stage',
  summary: 'Move a conversation to a stage',
  description: 'By hand, with the reason; it stands in the timeline. Flows move it by themselves.',
  permission: 'conversations.change',
  params: IdParams,
  body: StageChange,
  response: Conversation,
  example: { params, body: { stage: 'intake', reason: 'They asked for an appointment.' }, response: conversation },
  handle: (scope, { params: { id }, body }) => moveToStage(scope, id, body),
});
