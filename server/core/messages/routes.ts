import { z } from 'zod';
import { Message } from '#contract/conversations.ts';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { getMessage } from './get-message.ts';
import { listFailedSends } from './list-failed-sends.ts';
import { listMessages } from './list-messages.ts';
import { troubledStatuses } from './store.ts';

export const exampleMessage: Message = {
  id: exampleId,
  conversationId: exampleOtherId,
  contactId: exampleOtherId,
  channelId: exampleOtherId,
  direction: 'out',
  kind: 'text',
  text: 'Good morning! How can we help?',
  content: null,
  raw: null,
  author: 'assistant',
  authorId: null,
  turnId: exampleOtherId,
  status: 'delivered',
  trouble: null,
  late: false,
  providerId: 'wamid.HBgLMTY1MDU1NTEyMzQ',
  quotes: null,
  quotesProviderId: null,
  writtenAt: null,
  createdAt: exampleTime,
  sentAt: exampleTime,
  deliveredAt: exampleTime,
  readAt: null,
  retriedAs: null,
};

const trouble = {
  code: 'window_closed',
  reason: 'More than 24 hours have passed since the contact wrote.',
  advice: 'Send a template, or wait until they write.',
};

export const messageRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/conversations/:id/messages',
    summary: 'List a conversation’s messages',
    permission: 'conversations.read',
    params: IdParams,
    query: PageQuery.extend({ order: z.enum(['newest', 'oldest']).default('newest').describe('Which come first.') }),
    response: pageOf(Message),
    example: {
      params: { id: exampleOtherId },
      query: { limit: 50, order: 'newest' },
      response: { items: [exampleMessage], nextCursor: null },
    },
    handle: (scope, { params, query }) => listMessages(scope, { ...query, conversationId: params.id }),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/messages/:id',
    summary: 'Show a message',
    permission: 'conversations.read',
    params: IdParams,
    response: Message,
    example: { params: { id: exampleId }, response: exampleMessage },
    handle: (scope, { params }) => getMessage(scope, params.id),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/failed-sends',
    summary: 'List messages that did not go out, with why and what to do',
    permission: 'failed_sends.read',
    query: PageQuery.extend({ status: z.enum(troubledStatuses).optional() }),
    response: pageOf(Message),
    example: {
      query: { limit: 50 },
      response: {
        items: [{ ...exampleMessage, status: 'needs_template', providerId: null, sentAt: null, deliveredAt: null, trouble }],
        nextCursor: null,
      },
    },
    handle: (scope, { query }) => listFailedSends(scope, query),
  }),
];
