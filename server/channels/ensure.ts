import type { Channel, ChannelChange, ChannelCreation } from '#contract/channels.ts';
import type { Database } from '#platform/db/database.ts';
import { findInDirectory } from '#platform/directory-store.ts';
import type { Scope } from '#platform/scope.ts';
import { changeChannel } from './change-channel.ts';
import type { DirectoryKey } from './channel.ts';
import { adapterOf, createChannel } from './create-channel.ts';
import { disableChannel, enableChannel } from './set-channel-state.ts';
import { checkChannel } from './settings.ts';
import { findChannel, listProvisionedChannels, updateChannel } from './store.ts';
import type { ChannelTools } from './tools.ts';

/** A channel as the provisioning file names it; what it does not name stays. */
export type WantedChannel = ChannelCreation;

/**
 * Makes exactly these channels the provisioned ones: new ones are connected, known ones (by number, else by name) changed,
 * those no longer named disabled. Throws the same refusals as connecting through the API; `onTrouble` says for which.
 */
export async function ensureChannels(
  scope: Scope,
  tools: ChannelTools & { database: Database },
  wanted: readonly WantedChannel[],
): Promise<void> {
  const kept = new Set<string>();
  for (const one of wanted) {
    const id = await findKnown(scope, tools, one);
    const channel = id === null ? await createChannel(scope, tools, one, 'provisioning') : await change(scope, tools, { id, wanted: one });
    kept.add(channel.id);
  }
  for (const old of await listProvisionedChannels(scope.db)) {
    if (kept.has(old.id)) continue;
    await disableChannel(scope, tools, old.id);
    await updateChannel(scope.db, old.id, { provisioned: false, now: scope.clock.now() });
  }
}

/** The organization that has this address of webhooks already, in whatever channel; null: nobody. */
export async function holderOf(tools: ChannelTools & { database: Database }, key: DirectoryKey): Promise<string | null> {
  return (await findInDirectory(tools.database, tools.masterKey, key))?.organizationId ?? null;
}

/** The channel that has this number already, else the provisioned one with this name: then its number changes. */
async function findKnown(scope: Scope, tools: ChannelTools & { database: Database }, wanted: WantedChannel): Promise<string | null> {
  const checked = checkChannel(adapterOf(tools, wanted.type), wanted);
  const unique = 'faults' in checked ? undefined : checked.keys.find((key) => key.unique);
  const found = unique ? await findInDirectory(tools.database, tools.masterKey, unique) : null;
  if (found?.organizationId === scope.organization.id) return found.objectId;
  const named = (await listProvisionedChannels(scope.db)).find((row) => row.type === wanted.type && row.name === wanted.name);
  return named?.id ?? null;
}

async function change(scope: Scope, tools: ChannelTools, { id, wanted }: { id: string; wanted: WantedChannel }): Promise<Channel> {
  const before = await findChannel(scope.db, id);
  const { type: _type, ...named } = wanted;
  const changed = await changeChannel(scope, tools, { ...(named as ChannelChange), id }, 'provisioning');
  // Stopped because the file no longer named it; one stopped by a person stays so.
  const returned = before !== undefined && !before.provisioned && before.state === 'disabled';
  return returned ? enableChannel(scope, tools, id) : changed;
}
