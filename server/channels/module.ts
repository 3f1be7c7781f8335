import { defineModule, type ModuleDefinition } from '#platform/module.ts';
import { channelRoutes } from './routes.ts';
import type { ChannelTools } from './tools.ts';

/** Connections to the places where people write: numbers, accounts, their limits and who answers there. */
export function channelsModule(tools: ChannelTools): ModuleDefinition {
  return defineModule({
    name: 'channels',
    summary: 'Channels: the numbers and accounts people write to.',
    tables: [
      { name: 'channels', tenancy: 'organization', personal: false, retention: 'as long as the organization' },
      { name: 'channel_log', tenancy: 'organization', personal: true, retention: '30 days', expires: [{ days: 30 }] },
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
        name: 'channels.read_log',
        summary: 'See what a channel could not answer, which may hold words of contacts.',
        roles: ['admin'],
        apiKey: true,
      },
    ],
    errors: [
      { code: 'channels.number_taken', status: 409, summary: 'The number is connected to another channel.' },
      { code: 'channels.private_address', status: 400, summary: 'The provider’s address is on a private network.' },
      { code: 'channels.provisioned', status: 409, summary: 'The provisioning file sets this; it is changed there.' },
    ],
    routes: channelRoutes(tools),
  });
}
