import { exampleId, exampleOtherId } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { DeskChange, InboxRow, ManyChange, ManyChanged, ReadMark, Unread, UnreadMark } from '../../contract.ts';
import { exampleRow } from '../inbox/routes.ts';
import type { DeskTools } from '../tools.ts';
import { changeConversation, changeConversations } from './change-conversation.ts';
import { markRead, markUnread } from './mark-read.ts';

const params = { id: exampleId };
const errors = ['desk.cannot_see', 'desk.closed'];

export function conversationRoutes(tools: DeskTools): readonly Route[] {
  return [
    defineRoute({
      method: 'PATCH',
      path: '/api/conversations/:id',
      summary: 'Change a conversation: who has it, its state, its labels',
      description:
        'Everything at once or nothing; what is different after it stands in the timeline. A closed conversation opens, and a snoozed one comes back, when the contact writes.',
      permission: 'conversations.change',
      params: IdParams,
      body: DeskChange,
      response: InboxRow,
      errors,
      example: { params, body: { handler: 'people', assigneeId: exampleOtherId }, response: exampleRow },
      handle: (scope, { params, body }) => changeConversation(scope, tools, params.id, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/inbox/change',
      summary: 'Change many conversations in the same way',
      permission: 'conversations.change',
      body: ManyChange,
      response: ManyChanged,
      errors,
      example: { body: { conversationIds: [exampleId], change: { state: 'closed' } }, response: { changed: 1, notFound: [] } },
      handle: (scope, { body }) => changeConversations(scope, tools, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/conversations/:id/read',
      summary: 'Mark a conversation as read by oneself',
      permission: 'conversations.read',
      params: IdParams,
      body: ReadMark,
      response: Unread,
      ownMark: true,
      errors: ['desk.members_only'],
      example: { params, body: { messageId: exampleOtherId }, response: { unread: 0 } },
      handle: (scope, { params, body }) => markRead(scope, tools, params.id, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/conversations/:id/unread',
      summary: 'Mark a conversation as unread by oneself',
      permission: 'conversations.read',
      params: IdParams,
      body: UnreadMark,
      response: Unread,
      ownMark: true,
      errors: ['desk.members_only'],
      example: { params, body: { messageId: exampleOtherId }, response: { unread: 1 } },
      handle: (scope, { params, body }) => markUnread(scope, tools, params.id, body),
    }),
  ];
}
