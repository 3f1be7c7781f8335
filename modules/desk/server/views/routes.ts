import { z } from 'zod';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { InboxView, InboxViewChange, InboxViewCreation } from '../../contract.ts';
import { changeView, createView, listViews, removeView } from './views.ts';

const filter = { handler: 'people' as const, assignee: 'none', sort: 'waiting' as const };
const example: InboxView = {
  id: exampleId,
  name: 'Nobody has them',
  shared: true,
  mine: true,
  filter,
  createdAt: exampleTime,
  changedAt: exampleTime,
};
const params = { id: exampleId };

export const viewRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/inbox-views',
    summary: 'List saved views of the inbox: one’s own and the shared ones',
    permission: 'conversations.read',
    response: z.object({ items: z.array(InboxView) }),
    example: { response: { items: [example] } },
    handle: async (scope) => ({ items: await listViews(scope) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/inbox-views',
    summary: 'Save a view of the inbox',
    description: 'Sharing it with everybody needs the permission `inbox_views.share`.',
    permission: 'conversations.read',
    body: InboxViewCreation,
    response: InboxView,
    status: 201,
    errors: ['desk.members_only', 'desk.too_many'],
    example: { body: { name: 'Nobody has them', filter, shared: true }, response: example },
    handle: (scope, { body }) => createView(scope, body),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/inbox-views/:id',
    summary: 'Change a saved view',
    permission: 'conversations.read',
    params: IdParams,
    body: InboxViewChange,
    response: InboxView,
    example: { params, body: { name: 'Nobody has them' }, response: example },
    handle: (scope, { params, body }) => changeView(scope, params.id, body),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/inbox-views/:id',
    summary: 'Delete a saved view',
    permission: 'conversations.read',
    params: IdParams,
    response: z.null(),
    status: 204,
    example: { params, response: null },
    async handle(scope, { params }) {
      await removeView(scope, params.id);
      return null;
    },
  }),
];
