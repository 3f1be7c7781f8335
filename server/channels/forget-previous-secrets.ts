import type { Channel } from '#contract/channels.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { connectChannel } from './connect.ts';
import { adapterOf } from './create-channel.ts';
import { getChannel } from './get-channel.ts';
import { openSecrets, secretsPlace } from './load-channel.ts';
import { type SecretFacts, withoutPrevious } from './secret-facts.ts';
import { lockChannel, updateChannel } from './store.ts';
import type { ChannelTools } from './tools.ts';

/** Secrets that were replaced do not count from now on: for somebody who lost one to a stranger. */
export async function forgetPreviousSecrets(scope: Scope, tools: ChannelTools, id: string): Promise<Channel> {
  requirePermission(scope, 'channels.change');
  await dropPrevious(scope, tools, { id, overBefore: null });
  return getChannel(scope, tools, id);
}

/** Those whose time is over; null: all of them. */
export async function dropPrevious(
  scope: Pick<Scope, 'organization' | 'db' | 'key' | 'clock'>,
  tools: Pick<ChannelTools, 'adapters' | 'masterKey' | 'directory'>,
  { id, overBefore }: { id: string; overBefore: Date | null },
): Promise<void> {
  const dropped = await inTransaction(scope, 'forget old secrets', async ({ db, key, clock }) => {
    const row = await lockChannel(db, id);
    if (!row) throw notFound('channel');
    const stored = { secrets: openSecrets(key, id, row.sealed_secrets), facts: row.secret_facts as SecretFacts };
    const left = withoutPrevious(stored, overBefore);
    if (!left) return false;
    const sealedSecrets = key.seal(secretsPlace(id), JSON.stringify(left.secrets));
    await updateChannel(db, id, { sealedSecrets, secretFacts: left.secretFacts, now: clock.now() });
    const keys = adapterOf(tools, row.type).directoryKeys(row.settings, left.secrets);
    await connectChannel(db, tools, { organizationId: scope.organization.id, channelId: id, keys });
    return true;
  });
  if (dropped) tools.directory.forget(scope.organization.id, id);
}
