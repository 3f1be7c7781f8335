import type { Clock } from '#platform/clock.ts';
import { type Log, places } from '#platform/log.ts';
import type { MasterKey, OrganizationKey, Place } from '#platform/secrets.ts';
import type { ChannelAdapter } from './channel.ts';
import type { LoadedRow } from './directory-store.ts';
import type { LoadedChannel } from './loaded-channel.ts';
import { type SecretFacts, withoutPrevious } from './secret-facts.ts';
import { limitsOf } from './settings.ts';

export interface ChannelReading {
  readonly masterKey: MasterKey;
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  readonly allowPrivateAddresses: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Where a channel's secrets are sealed for: a ciphertext moved to another channel does not open. */
export function secretsPlace(channelId: string): Place {
  return { table: 'channels', column: 'sealed_secrets', row: channelId };
}

/** A channel's secrets; empty when it has none. Throws `SecretFault` when they were sealed with another key. */
export function openSecrets(key: OrganizationKey, channelId: string, sealed: string | null): Record<string, unknown> {
  return sealed === null ? {} : (JSON.parse(key.open(secretsPlace(channelId), sealed)) as Record<string, unknown>);
}

/**
 * A stored row as the hot path needs it. Disabled, not usable, and logged, when its adapter is gone or no longer accepts its
 * settings: one broken channel must not stop the others. A wrong secret key throws instead, so that providers send again.
 */
export function loadChannel(reading: ChannelReading, organizationId: string, row: LoadedRow): LoadedChannel {
  const key = reading.masterKey.openOrganizationKey(organizationId, row.sealed_key);
  const stored = openSecrets(key, row.id, row.sealed_secrets);
  // The daily look removes those whose time is over; until it comes by, or when it failed, they must not count any longer.
  const left = withoutPrevious({ secrets: stored, facts: row.secret_facts as SecretFacts }, reading.clock.now());
  return {
    organizationId,
    channelId: row.id,
    type: row.type,
    name: row.name,
    assistant: row.assistant,
    organizationName: row.organization_name,
    organizationLanguage: row.organization_language,
    readingProvider: row.reading_provider,
    key,
    privateAddresses: reading.allowPrivateAddresses || row.provisioned,
    ...configurationOf(reading, row, left?.secrets ?? stored),
  };
}

const unusable = {
  state: 'disabled',
  usable: false,
  settings: null,
  secrets: null,
  limits: { perSecond: 1, pair: { burst: 1, everySeconds: 1 } },
} as const;

function configurationOf(
  { adapters, log }: ChannelReading,
  row: LoadedRow,
  secrets: unknown,
): Pick<LoadedChannel, 'state' | 'usable' | 'settings' | 'secrets' | 'limits'> {
  const adapter = adapters.get(row.type);
  if (!adapter) {
    log.error({ channel: row.id, type: row.type }, 'a channel cannot be used: this program has no adapter for its type');
    return unusable;
  }
  try {
    return {
      state: row.state as LoadedChannel['state'],
      usable: true,
      settings: adapter.settings.parse(row.settings),
      secrets: adapter.secrets.parse(secrets),
      limits: limitsOf(adapter, row.limits),
    };
  } catch (error) {
    log.error({ channel: row.id, err: places(error) }, 'a channel cannot be used: its stored settings are not what its adapter expects');
    return unusable;
  }
}
