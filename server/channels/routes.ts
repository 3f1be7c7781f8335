import { Channel, ChannelChange, ChannelCheck, ChannelCreation, ChannelLogEntry, ChannelTemplate } from '#contract/channels.ts';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { changeChannel } from './change-channel.ts';
import { checkConnection } from './check-channel.ts';
import { createChannel } from './create-channel.ts';
import { forgetPreviousSecrets } from './forget-previous-secrets.ts';
import { getChannel } from './get-channel.ts';
import { listChannelLog } from './list-channel-log.ts';
import { listChannels } from './list-channels.ts';
import { listTemplates, refreshTemplates } from './list-templates.ts';
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
  secrets: [
    { name: 'appSecret', since: exampleTime, previousUntil: '2026-11-21T14:00:00.000Z' },
    { name: 'verifyToken', since: exampleTime, previousUntil: null },
    { name: 'accessToken', since: exampleTime, previousUntil: null },
  ],
  health: {
    quality: 'green',
    tier: 'TIER_2K',
    displayName: 'Nuru Clinic',
    nameStatus: 'APPROVED',
    numberStatus: 'CONNECTED',
    restriction: null,
    tokenEndsAt: null,
    lookedAt: exampleTime,
    lastWebhookAt: exampleTime,
    lastWebhookProvedBy: 'current',
    lastHandshakeAt: null,
    lastSendAt: exampleTime,
  },
  limits: { perSecond: 80, pair: { burst: 45, everySeconds: 6 } },
  abilities: {
    windowHours: 24,
    textLength: 4096,
    buttons: { count: 3, titleLength: 20, textLength: 1024 },
    list: { rows: 10, titleLength: 24, descriptionLength: 72, textLength: 1024 },
    files: { image: { bytes: 5_242_880, types: ['image/jpeg', 'image/png'] }, document: { bytes: 104_857_600, types: null } },
    marksRead: true,
    typing: true,
    templates: true,
    alerts: 'template',
  },
  assistant: { kind: 'offline' },
  webhookUrl: 'https://chat.clinic.example/webhooks/whatsapp',
  provisioned: false,
  createdAt: exampleTime,
  changedAt: exampleTime,
};
const params = { id: exampleId };
const written = ['channels.number_taken', 'channels.private_address'];

export function channelRoutes(tools: ChannelTools): readonly Route[] {
  return [...readingRoutes(tools), ...changingRoutes(tools), ...stateRoutes(tools), ...accountRoutes(tools)];
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
    defineRoute({
      method: 'POST',
      path: '/api/channels/:id/forget-previous-secrets',
      summary: 'Let replaced secrets count no longer',
      description:
        'When the app secret or verify token is changed, the one before counts for 24 hours too, so that no webhook is refused. This ends it at once: for a secret that a stranger has.',
      permission: 'channels.change',
      params: IdParams,
      response: Channel,
      example: { params, response: example },
      handle: (scope, { params: { id } }) => forgetPreviousSecrets(scope, tools, id),
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

const templates = {
  items: [
    {
      name: 'order_confirmation',
      language: 'en_US',
      status: 'APPROVED',
      category: 'UTILITY',
      previousCategory: null,
      quality: 'GREEN',
      reason: null,
      text: { header: null, body: 'Hello {{1}}, your order is ready.', footer: null, buttons: [], offer: false, cards: [] },
      draft: null,
      changedAt: exampleTime,
    },
  ],
  nextCursor: null,
};

function accountRoutes(tools: ChannelTools): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/channels/:id/check',
      summary: 'Check a connection step by step',
      description:
        'Asks the provider about the token and its permissions, the number, the app and its webhooks, and says in plain words what is missing and what to do. Nothing is changed.',
      permission: 'channels.check',
      params: IdParams,
      response: ChannelCheck,
      example: {
        params,
        response: {
          ok: false,
          checkedAt: exampleTime,
          steps: [
            {
              step: 'token',
              state: 'ok',
              code: 'token.valid_app',
              values: { app: 'Nuru Clinic' },
              text: 'The access token is valid for the app “Nuru Clinic” and never ends.',
              advice: null,
            },
            {
              step: 'subscribed',
              state: 'wrong',
              code: 'subscribed.not',
              values: { account: '104996122399160' },
              text: 'The app does not get the webhooks of this business account.',
              advice: 'Subscribe it: docs/running/whatsapp.md.',
            },
          ],
        },
      },
      handle: (scope, { params: { id } }) => checkConnection(scope, tools, id),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/channels/:id/templates',
      summary: 'List the message templates of a channel',
      description: 'As the provider has them, by name and language. Asked for once a day and after news about one.',
      permission: 'channels.read',
      params: IdParams,
      query: PageQuery,
      response: pageOf(ChannelTemplate),
      example: { params, query: { limit: 50 }, response: templates },
      handle: (scope, { params: { id }, query }) => listTemplates(scope, id, query),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/channels/:id/templates/refresh',
      summary: 'Ask the provider for the templates of a channel',
      description: 'Answers with the first page of what it has now.',
      permission: 'channels.check',
      params: IdParams,
      response: pageOf(ChannelTemplate),
      errors: ['channels.provider_refused'],
      example: { params, response: templates },
      handle: (scope, { params: { id } }) => refreshTemplates(scope, tools, id),
    }),
  ];
}
