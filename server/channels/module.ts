import { defineModule, type ModuleDefinition } from '#platform/module.ts';
import { channelRoutes } from './routes.ts';
import { templateRoutes } from './template-routes.ts';
import type { ChannelTools } from './tools.ts';

/** Connections to the places where people write: numbers, accounts, their limits and who answers there. */
export function channelsModule(tools: ChannelTools): ModuleDefinition {
  return defineModule({
    name: 'channels',
    summary: 'Channels: the numbers and accounts people write to.',
    tables: [
      {
        name: 'channels',
        tenancy: 'organization',
        personal: false,
        retention: 'as long as the organization',
        sealed: { sealed_secrets: 'organization' },
      },
      { name: 'channel_templates', tenancy: 'organization', personal: false, retention: 'as long as the channel' },
      {
        name: 'channel_log',
        tenancy: 'organization',
        personal: true,
        whose: { anybody: 'What could not be read, in the provider’s own form.' },
        retention: '30 days',
        expires: [{ days: 30 }],
      },
    ],
    permissions: [
      {
        name: 'channels.read',
        summary: 'See the channels, never their secrets.',
        roles: ['admin', 'agent', 'clinician', 'organiser', 'developer'],
        apiKey: true,
      },
      { name: 'channels.change', summary: 'Connect, change, stop and start channels.', roles: ['admin', 'developer'], apiKey: true },
      {
        name: 'channels.check',
        summary: 'Have the provider asked about a channel: whether it is connected well, which templates there are.',
        roles: ['admin', 'developer'],
        apiKey: true,
      },
      {
        name: 'templates.change',
        summary: 'Make, change and delete message templates at the provider.',
        roles: ['admin', 'organiser', 'developer'],
        apiKey: true,
      },
      {
        name: 'channels.read_log',
        summary: 'See what a channel could not answer, which may hold words of contacts.',
        roles: ['admin'],
        apiKey: true,
      },
    ],
    errors: [
      { code: 'channels.number_taken', status: 409, summary: 'The number is connected to another channel.' },
      { code: 'channels.private_address', status: 400, summary: 'The provider’s address is on a private network.' },
      { code: 'channels.provider_refused', status: 502, summary: 'The provider did not answer as asked; the message says why.' },
      { code: 'channels.no_templates', status: 409, summary: 'Templates cannot be made on this channel.' },
      { code: 'channels.template_taken', status: 409, summary: 'The channel has a template of this name and language.' },
      { code: 'channels.template_fixed', status: 409, summary: 'The template cannot be changed here, or not now; the message says why.' },
      { code: 'channels.provisioned', status: 409, summary: 'The provisioning file sets this; it is changed there.' },
    ],
    notices: [
      { kind: 'channels.paused', for: ['channels.change'], text: '“{channel}” is paused and sends nothing: {reason}', advice: '{advice}' },
      {
        kind: 'channels.token_ends',
        for: ['channels.change'],
        text: 'The access token of “{channel}” ends on {date}.',
        advice:
          'Make a new one in Meta’s Business settings before that day, best one that never ends, and save it in the channel’s settings.',
      },
      {
        kind: 'channels.token_ends_soon',
        for: ['channels.change'],
        text: 'The access token of “{channel}” ends on {date}, in three days at most. Then nothing is sent any more.',
        advice: 'Make a new one in Meta’s Business settings now, best one that never ends, and save it in the channel’s settings.',
      },
      { kind: 'channels.warning', for: ['channels.change'], text: '“{channel}”: {reason}', advice: '{advice}' },
      { kind: 'channels.template', for: ['channels.change'], text: '“{channel}”: {reason}', advice: '{advice}' },
    ],
    nouns: [{ name: 'channels', personal: false, tells: 'channel.changed' }],
    routes: [...channelRoutes(tools), ...templateRoutes(tools)],
  });
}
