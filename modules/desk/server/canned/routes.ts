import { z } from 'zod';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { CannedReply, CannedReplyChange, CannedReplyCreation } from '../../contract.ts';
import type { DeskTools } from '../tools.ts';
import { changeCannedReply, createCannedReply, listCannedReplies, removeCannedReply } from './canned-replies.ts';

const given = { shortcut: 'hours', title: 'When we are open', text: 'Hello {contact.firstName|there}, we are open from nine to five.' };
const example: CannedReply = { id: exampleId, ...given, teamId: null, filled: null, createdAt: exampleTime, changedAt: exampleTime };
const filled = { text: 'Hello Amina, we are open from nine to five.', missing: [] };
const params = { id: exampleId };

export function cannedRoutes(tools: DeskTools): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/canned-replies',
      summary: 'List canned replies',
      description: 'Everybody’s and those of one’s teams; whoever may change them sees all. Whose shortcut begins with `q` come first.',
      permission: 'canned_replies.read',
      query: z.strictObject({
        q: z.string().trim().min(1).max(200).optional().describe('Part of the shortcut, the title or the text.'),
        conversation: z.uuid().optional().describe('Fill their gaps for this conversation.'),
        limit: z.coerce.number().int().min(1).max(2000).default(50).describe('How many to return, at most 2000.'),
      }),
      response: z.object({ items: z.array(CannedReply) }),
      example: { query: { q: 'ho', conversation: exampleId, limit: 20 }, response: { items: [{ ...example, filled }] } },
      handle: async (scope, { query }) => ({ items: await listCannedReplies(scope, tools, query) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/canned-replies',
      summary: 'Create a canned reply',
      permission: 'canned_replies.change',
      body: CannedReplyCreation,
      response: CannedReply,
      status: 201,
      errors: ['desk.name_taken', 'desk.too_many'],
      example: { body: given, response: example },
      handle: (scope, { body }) => createCannedReply(scope, body),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/canned-replies/:id',
      summary: 'Change a canned reply',
      permission: 'canned_replies.change',
      params: IdParams,
      body: CannedReplyChange,
      response: CannedReply,
      errors: ['desk.name_taken'],
      example: { params, body: { title: 'When we are open' }, response: example },
      handle: (scope, { params, body }) => changeCannedReply(scope, params.id, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/canned-replies/:id',
      summary: 'Delete a canned reply',
      permission: 'canned_replies.change',
      params: IdParams,
      response: z.null(),
      status: 204,
      example: { params, response: null },
      async handle(scope, { params }) {
        await removeCannedReply(scope, params.id);
        return null;
      },
    }),
  ];
}
