import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { exampleMessage } from '#core/messages/routes.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { type TimelineItem, TimelinePage, TimelineQuery } from '../../contract.ts';
import { exampleNote } from '../notes/routes.ts';
import type { DeskTools } from '../tools.ts';
import { getTimeline } from './get-timeline.ts';

const ana = { kind: 'member' as const, id: exampleOtherId, name: 'Ana Wanjiru' };
const items: TimelineItem[] = [
  { type: 'message', id: exampleMessage.id, at: exampleTime, message: exampleMessage },
  {
    type: 'event',
    id: exampleOtherId,
    at: exampleTime,
    event: {
      id: exampleOtherId,
      kind: 'assigned',
      actor: ana,
      data: { member: { id: exampleOtherId, name: 'Ana Wanjiru' } },
      createdAt: exampleTime,
    },
  },
  { type: 'note', id: exampleId, at: exampleTime, note: exampleNote },
];

export function timelineRoutes(tools: DeskTools): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/conversations/:id/timeline',
      summary: 'Show a conversation’s messages, notes and events in one order',
      description:
        'The newest page; `before` and `after` go on from it, `around` shows what stands about one message. Notes are shown to those with the permission `notes.read`.',
      permission: 'conversations.read',
      params: IdParams,
      query: TimelineQuery,
      response: TimelinePage,
      example: {
        params: { id: exampleOtherId },
        query: { limit: 50 },
        response: { items, olderCursor: 'WyIwMTlhOWMyZSJd', newerCursor: 'WyIwMTlhOWMyZSJd', hasNewer: false },
      },
      handle: (scope, { params, query }) => getTimeline(scope, tools, params.id, query),
    }),
  ];
}
