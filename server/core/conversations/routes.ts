import { z } from 'zod';
import { Conversation } from '#contract/conversations.ts';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { getConversation } from './get-conversation.ts';
import { listConversations } from './list-conversations.ts';

export const exampleConversation: Conversation = {
  id: exampleId,
  contactId: exampleOtherId,
  channelId: exampleOtherId,
  state: 'open',
  handler: 'assistant',
  handlerReason: null,
  stage: null,
  optedOutAt: null,
  lastInboundAt: exampleTime,
  lastMessageAt: exampleTime,
  createdAt: exampleTime,
  former: false,
};

export const conversationRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/conversations',
    summary: 'List the conversations, the last active first',
    permission: 'conversations.read',
    query: PageQuery.extend({ contactId: z.uuid().optional().describe('Only this contact’s.') }),
    response: pageOf(Conversation),
    example: { query: { limit: 50 }, response: { items: [exampleConversation], nextCursor: null } },
    handle: (scope, { query }) => listConversations(scope, query),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/conversations/:id',
    summary: 'Show a conversation',
    permission: 'conversations.read',
    params: IdParams,
    response: Conversation,
    example: { params: { id: exampleId }, response: exampleConversation },
    handle: (scope, { params }) => getConversation(scope, params.id),
  }),
];
