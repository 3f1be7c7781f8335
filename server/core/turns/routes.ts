import { Turn } from '#contract/conversations.ts';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { listTurns } from './list-turns.ts';

export const exampleTurn: Turn = {
  id: exampleId,
  contactId: exampleOtherId,
  conversationId: exampleOtherId,
  outcome: 'open',
  messages: 1,
  tookMs: 3,
  createdAt: exampleTime,
  trace: [
    { step: 'guard.safety', outcome: 'none', reason: 'The safety rules found nothing.' },
    { step: 'assistant.offline', outcome: 'greeted', reason: 'The contact had not been greeted yet.', numbers: { replies: 1 } },
  ],
};

export const turnRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/conversations/:id/turns',
    summary: 'List the decisions made in a conversation, with why',
    permission: 'turns.read',
    params: IdParams,
    query: PageQuery,
    response: pageOf(Turn),
    example: { params: { id: exampleOtherId }, query: { limit: 50 }, response: { items: [exampleTurn], nextCursor: null } },
    handle: (scope, { params, query }) => listTurns(scope, { ...query, conversationId: params.id }),
  }),
];
