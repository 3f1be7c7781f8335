import { Channel, ChannelChange, ChannelCreation, ChannelLogEntry } from '#contract/channels.ts';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { changeChannel } from './change-channel.ts';
import { createChannel } from './create-channel.ts';
import { getChannel } from './get-channel.ts';
import { listChannelLog } from './list-channel-log.ts';
import { listChannels } from './list-channels.ts';
import { disableChannel, enableChannel } from './set-channel-state.ts';
import type { ChannelTools } from './tools.ts';

const settings = { phoneNumberId: '100000000000001', businessAccountId: '200000000000001', displayPhoneNumber: '15550001111' };
const example: Channel = {
  id: exampleId,
  type: 'whatsapp',
  name: 'Main line',
  state: 'active',
  trouble: null,
  settings: { ...settings, graphUrl: 'https://graph.facebook.com', graphVersion: 'v23.0' },
  secretsSet: ['appSecret', 'verifyToken', 'accessToken'],
  limits: { perSecond: 80, pair: { burst: 45, everySeconds: 6 } },
  assistant: { kind: 'offline' },
  provisioned: false,
  createdAt: exampleTime,
  changedAt: exampleTime,
};
const params = { id: exampleId };
const written = ['channels.number_taken', 'channels.private_address'];

export function channelRoutes(tools: ChannelTools): readonly Route[] {
  return [...readingRoutes(tools), ...changingRoutes(tools), ...stateRoutes(tools)];
}

function readingRoutes(tools: ChannelTools): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/channels',
      summary: 'List the channels',
      permission: 'channels.read',
      query: PageQuery,
      response: pageOf(Channel),
      example: { query: { limit: 50 }, response: { items: [example], nextCursor: null } },
      handle: (scope, { query }) => listChannels(scope, tools, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/channels/:id',
      summary: 'Show a channel',
      permission: 'channels.read',
      params: IdParams,
      response: Channel,
      example: { params, response: example },
      handle: (scope, { params: { id } }) => getChannel(scope, tools, id),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/channels/:id/log',
      summary: 'List what a channel received and did not answer',
      description: 'The newest first, with the reason. Kept 30 days.',
      permission: 'channels.read_log',
      params: IdParams,
      query: PageQuery,
      response: pageOf(ChannelLogEntry),
      example: {
        params,
        query: { limit: 50 },
        response: {
          items: [
            { id: exampleId, kind: 'unreadable', reason: 'The message has no sender.', raw: { type: 'text' }, createdAt: exampleTime },
          ],
          nextCursor: null,
        },
      },
      handle: (scope, { params: { id }, query }) => listChannelLog(scope, id, query),
    }),
  ];
}

function changingRoutes(tools: ChannelTools): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/channels',
      summary: 'Connect a channel',
      description:
        'Which settings and secrets there are depends on the type; docs/running/whatsapp.md says where each is found. The channel takes webhooks as soon as this is answered. A provider’s address must be https and public: the secrets are sent there.',
      permission: 'channels.change',
      body: ChannelCreation,
      response: Channel,
      status: 201,
      errors: written,
      example: {
        body: {
          type: 'whatsapp',
          name: 'Main line',
          settings,
          secrets: { appSecret: 'from the app’s basic settings', verifyToken: 'a word you choose', accessToken: 'of a system user' },
          assistant: { kind: 'offline' },
        },
        response: example,
      },
      handle: (scope, { body }) => createChannel(scope, tools, body),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/channels/:id',
      summary: 'Change a channel',
      description:
        'What is not named stays; `changedAt` moves only when something changes. Settings or secrets bring a paused channel back. With another provider’s address all secrets must be given again.',
      permission: 'channels.change',
      params: IdParams,
      body: ChannelChange,
      response: Channel,
      errors: [...written, 'channels.provisioned'],
      example: { params, body: { assistant: { kind: 'echo' } }, response: { ...example, assistant: { kind: 'echo' } } },
      handle: (scope, { params: { id }, body }) => changeChannel(scope, tools, { ...body, id }),
    }),
  ];
}

function stateRoutes(tools: ChannelTools): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/channels/:id/disable',
      summary: 'Stop a channel',
      description: 'Nothing that comes in is taken any more, what waits to go out stays, and its number stays its own.',
      permission: 'channels.change',
      params: IdParams,
      response: Channel,
      example: { params, response: { ...example, state: 'disabled' } },
      handle: (scope, { params: { id } }) => disableChannel(scope, tools, id),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/channels/:id/enable',
      summary: 'Start a disabled or paused channel again',
      description: 'Forgets the trouble it had.',
      permission: 'channels.change',
      params: IdParams,
      response: Channel,
      example: { params, response: example },
      handle: (scope, { params: { id } }) => enableChannel(scope, tools, id),
    }),
  ];
}
