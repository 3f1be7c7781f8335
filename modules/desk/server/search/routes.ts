import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { SearchAnswer, SearchQuery } from '../../contract.ts';
import { search } from './search.ts';

export const searchRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/search',
    summary: 'Search messages and contacts',
    description:
      'Every word must occur, anywhere in a word; one of one or two letters where a word begins. Arabic and Urdu letters that are written alike count as one.',
    permission: 'conversations.read',
    query: SearchQuery,
    response: SearchAnswer,
    example: {
      query: { q: 'open', limit: 20 },
      response: {
        contacts: [],
        messages: [
          {
            messageId: exampleId,
            conversationId: exampleOtherId,
            contact: { id: exampleOtherId, name: 'Amina' },
            channelId: exampleOtherId,
            direction: 'in',
            author: 'contact',
            at: exampleTime,
            snippet: { text: 'When do you open?', cutBefore: false, cutAfter: false, matches: [{ start: 12, end: 16 }] },
          },
        ],
        nextCursor: null,
      },
    },
    handle: (scope, { query }) => search(scope, query),
  }),
];
