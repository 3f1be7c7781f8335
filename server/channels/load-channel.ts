import type { AssistantSettings } from '#core/turn.ts';
import type { Row } from '#platform/db/statement.ts';
import { type Log, places } from '#platform/log.ts';
import type { MasterKey, OrganizationKey, Place } from '#platform/secrets.ts';
import type { ChannelAdapter } from './channel.ts';
import type { LoadedChannel } from './loaded-channel.ts';
import { type LimitsChange, limitsOf } from './settings.ts';

export interface ChannelReading {
  readonly masterKey: MasterKey;
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  readonly allowPrivateAddresses: boolean;
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
 * A stored row as the hot path needs it. Null, and logged, when its adapter is gone or no longer accepts its settings:
 * one broken channel must not stop the others. A wrong secret key throws instead, so that providers send again.
 */
export function loadChannel(reading: ChannelReading, organizationId: string, row: Row): LoadedChannel | null {
  const channelId = row.id as string;
  const adapter = reading.adapters.get(row.type as string);
  if (!adapter) {
    reading.log.error({ channel: channelId, type: row.type }, 'a channel cannot be used: this program has no adapter for its type');
    return null;
  }
  const key = reading.masterKey.openOrganizationKey(organizationId, row.sealed_key as string);
  const opened = openSecrets(key, channelId, row.sealed_secrets as string | null);
  try {
    return {
      organizationId,
      channelId,
      type: adapter.type,
      name: row.name as string,
      state: row.state as LoadedChannel['state'],
      settings: adapter.settings.parse(row.settings),
      secrets: adapter.secrets.parse(opened),
      limits: limitsOf(adapter, row.limits as LimitsChange | null),
      assistant: row.assistant as AssistantSettings,
      organizationName: row.organization_name as string,
      organizationLanguage: row.organization_language as string,
      key,
      privateAddresses: reading.allowPrivateAddresses || (row.provisioned as boolean),
    };
  } catch (error) {
    reading.log.error(
      { channel: channelId, err: places(error) },
      'a channel cannot be used: its stored settings are not what its adapter expects',
    );
    return null;
  }
}
