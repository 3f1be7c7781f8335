import type { Channel } from '#contract/channels.ts';
import { changesOf } from '#platform/changes.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { getChannel } from './get-channel.ts';
import { lockChannel, updateChannel } from './store.ts';
import type { ChannelTools } from './tools.ts';
import { settleTroubles } from './troubles.ts';

/**
 * Stops a channel: what comes in is stored for people and not answered, what waits to go out stays. Nothing is deleted, and its
 * number stays its own.
 */
export function disableChannel(scope: Scope, tools: ChannelTools, id: string): Promise<Channel> {
  return setState(scope, tools, id, 'disabled');
}

/** Starts a disabled or paused channel again and forgets the trouble it had. */
export function enableChannel(scope: Scope, tools: ChannelTools, id: string): Promise<Channel> {
  return setState(scope, tools, id, 'active');
}

async function setState(scope: Scope, tools: ChannelTools, id: string, state: 'active' | 'disabled'): Promise<Channel> {
  requirePermission(scope, 'channels.change');
  await inTransaction(scope, 'set channel state', async (inner) => {
    const { db, clock } = inner;
    const row = await lockChannel(db, id);
    if (!row) throw notFound('channel');
    const changes = changesOf(row, { state, trouble: null });
    if (changes) await updateChannel(db, id, { ...changes, now: clock.now() });
    if (changes) await settleTroubles(inner, id);
  });
  tools.directory.forget(scope.organization.id, id);
  return getChannel(scope, tools, id);
}
