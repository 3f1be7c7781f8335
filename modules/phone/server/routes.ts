import { z } from 'zod';
import { Message } from '#contract/conversations.ts';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { FileLink, StoredFile } from '#contract/files.ts';
import { Id } from '#contract/identifiers.ts';
import { IdParams } from '#contract/values.ts';
import { uploadBytesMax } from '#core/files/tools.ts';
import { exampleMessage } from '#core/messages/routes.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { Phone, PhoneChange, PhoneCreation, PhoneMessage, PhoneRead, PhoneTyping } from '../contract.ts';
import { linkPhoneFile, uploadFromPhone } from './files.ts';
import { changePhone, createPhone, getPhone, listPhones, removePhone, restartPhone } from './phones.ts';
import type { PhoneTools } from './tools.ts';
import { markSeen, readThread, sayTyping, writeFromPhone } from './write.ts';

const phone: Phone = {
  id: exampleId,
  name: 'Amina (test)',
  channelId: exampleOtherId,
  contactId: exampleOtherId,
  conversationId: exampleOtherId,
  off: false,
  fails: false,
  createdAt: exampleTime,
};
const params = { id: exampleId };
const permission = 'phone.use';
const written: Message = {
  ...exampleMessage,
  direction: 'in',
  author: 'contact',
  turnId: null,
  status: 'received',
  text: 'When do you open?',
  writtenAt: exampleTime,
  sentAt: null,
  deliveredAt: null,
};

export const phoneRoutes = (tools: PhoneTools): readonly Route[] => [
  ...keepingRoutes(tools),
  ...otherRoutes(tools),
  ...usingRoutes(tools),
  ...fileRoutes(tools),
];

const keepingRoutes = (tools: PhoneTools): readonly Route[] => [
  defineRoute({
    method: 'GET',
    path: '/api/phones',
    summary: 'List the phones in the browser',
    permission,
    response: pageOf(Phone),
    example: { response: { items: [phone], nextCursor: null } },
    handle: (scope) => listPhones(scope),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/phones',
    summary: 'Make a phone with a test contact of its own',
    description: 'On the first channel of the type "simulator"; when there is none it is made.',
    permission,
    body: PhoneCreation,
    response: Phone,
    status: 201,
    errors: ['phone.too_many'],
    example: { body: { name: 'Amina (test)' }, response: { ...phone, conversationId: null } },
    handle: (scope, { body }) => createPhone(scope, tools, body),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/phones/:id',
    summary: 'Show a phone',
    permission,
    params: IdParams,
    response: Phone,
    example: { params, response: phone },
    handle: (scope, { params: { id } }) => getPhone(scope, id),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/phones/:id',
    summary: 'Rename a phone, turn it off or on, or let delivery fail',
    description: 'Off: what is sent stays "sent", and arrives when it is turned on.',
    permission,
    params: IdParams,
    body: PhoneChange,
    response: Phone,
    example: { params, body: { off: true }, response: { ...phone, off: true } },
    handle: (scope, { params: { id }, body }) => changePhone(scope, tools, { id, ...body }),
  }),
];

const otherRoutes = (tools: PhoneTools): readonly Route[] => [
  defineRoute({
    method: 'POST',
    path: '/api/phones/:id/restart',
    summary: 'Start again with a new test contact',
    description: 'As if it had never written. The conversation before is closed and stays to be looked at.',
    permission,
    params: IdParams,
    response: Phone,
    example: { params, response: { ...phone, conversationId: null } },
    handle: (scope, { params: { id } }) => restartPhone(scope, tools, id),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/phones/:id',
    summary: 'Throw a phone away',
    description: 'Its test contact and their conversations stay, closed.',
    permission,
    params: IdParams,
    response: z.null(),
    status: 204,
    example: { params, response: null },
    async handle(scope, { params: { id } }) {
      await removePhone(scope, tools, id);
      return null;
    },
  }),
];

const usingRoutes = (tools: PhoneTools): readonly Route[] => [
  defineRoute({
    method: 'GET',
    path: '/api/phones/:id/messages',
    summary: 'List the messages on a phone',
    description: 'Of its conversation since it last started again; as GET /api/conversations/{id}/messages, for whoever may use the phone.',
    permission,
    params: IdParams,
    query: PageQuery.extend({ order: z.enum(['newest', 'oldest']).default('newest') }),
    response: pageOf(Message),
    example: { params, query: { limit: 50, order: 'newest' }, response: { items: [written], nextCursor: null } },
    handle: (scope, { params: { id }, query }) => readThread(scope, { ...query, id }),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/phones/:id/messages',
    summary: 'Write, tap, react, edit or delete as the phone’s owner',
    description: 'It goes the whole way of a message from a provider. The answer is the message as it was stored.',
    permission,
    params: IdParams,
    body: PhoneMessage,
    response: Message,
    status: 201,
    errors: ['phone.off'],
    example: { params, body: { kind: 'text', text: 'When do you open?' }, response: written },
    handle: (scope, { params: { id }, body }) => writeFromPhone(scope, tools, { id, message: body }),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/phones/:id/read',
    summary: 'Say that everything up to a message was seen on the phone',
    permission,
    params: IdParams,
    body: PhoneRead,
    response: z.null(),
    status: 204,
    errors: ['phone.off'],
    example: { params, body: { messageId: exampleOtherId }, response: null },
    async handle(scope, { params: { id }, body }) {
      await markSeen(scope, tools, { id, ...body });
      return null;
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/phones/:id/typing',
    summary: 'Say that the phone’s owner is writing, or stopped',
    permission,
    asks: true,
    params: IdParams,
    body: PhoneTyping,
    response: z.null(),
    status: 204,
    errors: ['phone.off'],
    example: { params, body: { typing: true }, response: null },
    async handle(scope, { params: { id }, body }) {
      await sayTyping(scope, tools, { id, ...body });
      return null;
    },
  }),
];

const fileRoutes = (tools: PhoneTools): readonly Route[] => [
  defineRoute({
    method: 'POST',
    path: '/api/phones/:id/files',
    summary: 'Upload a file to send from the phone',
    description: 'As POST /api/files, for whoever may use the phone. Then write a message with its id as `file`.',
    permission,
    params: IdParams,
    query: z.strictObject({ name: z.string().max(240).optional().describe('What it is called.') }),
    upload: { bytesMax: uploadBytesMax },
    response: StoredFile,
    status: 201,
    errors: ['files.too_large', 'files.wrong_type', 'files.empty'],
    example: {
      params,
      query: { name: 'knee.jpg' },
      response: { id: exampleOtherId, mediaType: 'image/jpeg', name: 'knee.jpg', size: 48_213, createdAt: exampleTime },
    },
    handle: (scope, { params: { id }, query, file }) => uploadFromPhone(scope, tools, { ...file, id, name: query.name }),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/phones/:id/messages/:message/links',
    summary: 'Make a link to the file of a message on the phone',
    description: 'As POST /api/files/{id}/links, for whoever may use the phone.',
    permission,
    asks: true,
    params: IdParams.extend({ message: Id }),
    response: FileLink,
    status: 201,
    example: {
      params: { ...params, message: exampleOtherId },
      response: { url: 'https://chat.example.org/files/019a9c2e…', expiresAt: exampleTime },
    },
    handle: (scope, { params }) => linkPhoneFile(scope, tools, params),
  }),
];
