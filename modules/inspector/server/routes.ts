import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { exampleTurn } from '#core/turns/routes.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { type Decided, Replay, ReplayRequest, Tried, TryRequest, TurnDetail } from '../contract.ts';
import { getTurn } from './get-turn.ts';
import { replayTurn } from './replay.ts';
import type { InspectorTools } from './tools.ts';
import { tryAssistant } from './try-assistant.ts';

const call = {
  id: exampleOtherId,
  providerId: exampleOtherId,
  provider: 'Our Groq',
  model: 'llama-3.3-70b',
  purpose: 'answer' as const,
  outcome: 'answered',
  inputTokens: 640,
  outputTokens: 42,
  cost: null,
  tookMs: 810,
  createdAt: exampleTime,
};

const turn: TurnDetail = {
  ...exampleTurn,
  tookMs: 830,
  channelId: exampleOtherId,
  assistant: 'model',
  evidence: 'shown',
  stages: [
    { stage: 'arrived', at: exampleTime, tookMs: 1200 },
    { stage: 'begun', at: exampleTime, tookMs: 830 },
    { stage: 'committed', at: exampleTime, tookMs: 90 },
    { stage: 'sent', at: exampleTime, tookMs: null },
  ],
  took: [{ id: exampleOtherId, kind: 'text', text: 'When do you open?', characters: 17, late: false, arrivedAt: exampleTime }],
  made: [
    {
      id: exampleId,
      kind: 'text',
      text: 'At nine.',
      characters: 8,
      status: 'sent',
      trouble: null,
      sentAt: exampleTime,
      deliveredAt: null,
      readAt: null,
    },
  ],
  prompt: {
    system: 'You answer for Nuru Clinic …',
    messages: [{ role: 'user', text: 'When do you open?' }],
    answers: [{ text: 'At nine.' }],
  },
  tools: [],
  model: { calls: [call], inputTokens: 640, outputTokens: 42, cost: null },
};

const decided: Decided = {
  outcome: 'open',
  handler: 'assistant',
  replies: [{ kind: 'text', text: 'At nine.', content: null }],
  trace: [{ step: 'assistant.offline', outcome: 'answered', reason: 'A line of the questions and answers matched.' }],
};
const reason = 'A model is asked here only when that is confirmed; the offline assistant answered in its place.';

export const inspectorRoutes = (tools: InspectorTools): readonly Route[] => [
  defineRoute({
    method: 'GET',
    path: '/api/turns/:id',
    summary: 'Show a decision: why it was answered so',
    description:
      'With the way as times, what was taken and made, what a model was asked and what that cost. Words are for whoever may read the conversation and the evidence, for 30 days; others learn how many there are. A message names its decision in `turnId`.',
    permission: 'turns.read',
    params: IdParams,
    response: TurnDetail,
    example: { params: { id: exampleId }, response: turn },
    handle: (scope, { params }) => getTurn(scope, params.id),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/turns/:id/replay',
    summary: 'Decide once more, as things stood then, with the configuration of today',
    description: 'Nothing is sent and nothing written. A model is asked, and counted, only when `askModel` confirms it.',
    permission: 'turns.replay',
    asks: true,
    params: IdParams,
    body: ReplayRequest,
    response: Replay,
    errors: ['inspector.nothing_kept'],
    example: {
      params: { id: exampleId },
      body: { askModel: false },
      response: { turnId: exampleId, before: decided, now: decided, differences: [], notKept: [], model: { asked: false, reason } },
    },
    handle: (scope, { params, body }) => replayTurn(scope, tools, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/assistants/try',
    summary: 'Try what an assistant with these settings would answer',
    description: 'Nothing is stored. Send what was said so far each time, and `memory` as the last answer gave it.',
    permission: 'assistants.try',
    asks: true,
    body: TryRequest,
    response: Tried,
    example: {
      body: { assistant: { kind: 'offline' }, messages: [{ from: 'contact', text: 'When do you open?' }], askModel: false },
      response: { ...decided, memory: { greeted: true }, model: { asked: false, reason: null } },
    },
    handle: (scope, { body }) => tryAssistant(scope, tools, body),
  }),
];
