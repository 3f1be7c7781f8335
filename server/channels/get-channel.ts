import type { Channel } from '#contract/channels.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { findChannel } from './store.ts';
import { toChannel } from './to-channel.ts';
import type { ChannelTools } from './tools.ts';

/** One channel of the organization, without its secrets. */
export async function getChannel(scope: Scope, tools: ChannelTools, id: string): Promise<Channel> {
  requirePermission(scope, 'channels.read');
  const row = await findChannel(scope.db, id);
  if (!row) throw notFound('channel');
  return toChannel(tools, scope.key, row);
}
