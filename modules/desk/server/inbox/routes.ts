import type { z } from 'zod';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { exampleConversation } from '#core/conversations/routes.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { InboxCounts, type InboxFilter, InboxFilterQuery, InboxRow, InboxSort, MatchingCount } from '../../contract.ts';
import type { DeskTools } from '../tools.ts';
import { countInbox, countMatchingInbox } from './count-inbox.ts';
import { getInboxRow, listInbox } from './list-inbox.ts';

export const exampleRow: InboxRow = {
  ...exampleConversation,
  handler: 'people',
  handlerReason: 'asked',
  contact: { id: exampleOtherId, name: 'Amina', address: '16505551234' },
  channel: { id: exampleOtherId, type: 'whatsapp', name: 'Main line' },
  lastMessage: {
    id: exampleId,
    direction: 'in',
    kind: 'text',
    text: 'When do you open?',
    status: 'received',
    author: 'contact',
    at: exampleTime,
  },
  unread: 1,
  assignee: { id: exampleOtherId, name: 'Ana Wanjiru' },
  team: { id: exampleOtherId, name: 'Front desk' },
  labels: [{ id: exampleOtherId, name: 'Urgent', colour: 'red' }],
  snoozedUntil: null,
  waitingSince: exampleTime,
  windowClosesAt: '2026-11-21T14:00:00.000Z',
  failed: false,
  stage: null,
  risk: null,
};
const counts: InboxCounts = {
  open: 40,
  mine: 3,
  unassigned: 9,
  people: 12,
  assistant: 28,
  unread: 5,
  mentioned: 1,
  waiting: 7,
  failed: 0,
  attention: 1,
  snoozed: 2,
  closed: 999,
  teams: [{ id: exampleOtherId, count: 4 }],
  views: [{ id: exampleId, count: 2 }],
};

/** As it stands in an address, to what it says. */
function toFilter<Query extends z.infer<typeof InboxFilterQuery>>({ unread, waiting, failed, attention, mentioned, ...query }: Query) {
  const marks = { unread, waiting, failed, attention, mentioned };
  const said = Object.entries(marks).filter(([, value]) => value === 'true');
  return { ...query, ...(Object.fromEntries(said.map(([name]) => [name, true])) as Pick<InboxFilter, keyof typeof marks>) };
}

const ListQuery = PageQuery.extend({ ...InboxFilterQuery.shape, sort: InboxSort.default('newest') });

export function inboxRoutes(tools: DeskTools): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/inbox',
      summary: 'List conversations with what the inbox shows of them',
      description:
        'Those that are open unless `state` says otherwise. What is asked of oneself (`assignee=me`, `unread`, `mentioned`) is a member’s; an API key has none. `attention` and `sort=risk` need `incidents.read`.',
      permission: 'conversations.read',
      query: ListQuery,
      response: pageOf(InboxRow),
      errors: ['desk.members_only'],
      example: {
        query: { limit: 50, handler: 'people', waiting: 'true', sort: 'waiting' },
        response: { items: [exampleRow], nextCursor: null },
      },
      handle(scope, { query: { limit, cursor, sort, ...query } }) {
        return listInbox(scope, tools, { limit, cursor, sort, filter: toFilter(query) });
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/inbox/counts',
      summary: 'Count the conversations behind each entry of the inbox',
      permission: 'conversations.read',
      response: InboxCounts,
      example: { response: counts },
      handle: countInbox,
    }),
    defineRoute({
      method: 'GET',
      path: '/api/inbox/matching',
      summary: 'Count the conversations that a filter means',
      permission: 'conversations.read',
      query: InboxFilterQuery,
      response: MatchingCount,
      errors: ['desk.members_only'],
      example: { query: { handler: 'people' }, response: { count: 12 } },
      handle: async (scope, { query }) => ({ count: await countMatchingInbox(scope, toFilter(query)) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/inbox/:id',
      summary: 'Show a conversation as it stands in the inbox',
      permission: 'conversations.read',
      params: IdParams,
      response: InboxRow,
      example: { params: { id: exampleId }, response: exampleRow },
      handle: (scope, { params }) => getInboxRow(scope, tools, params.id),
    }),
  ];
}
