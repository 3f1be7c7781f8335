import type { OrganizationKey } from '#platform/secrets.ts';
import type { ChannelAdapter, DirectoryKey } from './channel.ts';
import { openSecrets } from './load-channel.ts';

/** A channel as its row says it. */
export interface StoredChannel {
  readonly id: string;
  readonly type: string;
  readonly settings: unknown;
  readonly sealed_secrets: string | null;
}

/**
 * What leads to a stored channel: for one that comes from another installation, whose hashes count there only. None for one that this program cannot use.
 */
export function keysOfStored(
  adapters: ReadonlyMap<string, ChannelAdapter>,
  key: OrganizationKey,
  { id, type, settings, sealed_secrets }: StoredChannel,
): readonly DirectoryKey[] {
  const adapter = adapters.get(type);
  const read = adapter?.settings.safeParse(settings);
  const secrets = adapter?.secrets.safeParse(openSecrets(key, id, sealed_secrets));
  return adapter && read?.success && secrets?.success ? adapter.directoryKeys(read.data, secrets.data) : [];
}
