import type { Database } from '#platform/db/database.ts';
import type { MasterKey } from '#platform/secrets.ts';
import type { ChannelAdapter, ChannelIo } from './channel.ts';
import type { ChannelDirectory, LoadedChannel } from './loaded-channel.ts';
import type { Pulse } from './pulse.ts';
import type { CheckAssistant, FindMissing } from './settings.ts';

/** What configuring channels needs beyond a scope. */
export interface ChannelTools {
  readonly database: Database;
  readonly masterKey: MasterKey;
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  readonly checkAssistant: CheckAssistant;
  readonly findMissing: FindMissing;
  readonly directory: Pick<ChannelDirectory, 'forget'>;
  /** Whether a channel configured through the API may name a provider address on a private network. */
  readonly allowPrivateAddresses: boolean;
  readonly pulse: Pulse;
  /** Channels as adapters see them, and what these may use to reach their providers. */
  channel(organizationId: string, channelId: string): Promise<LoadedChannel | null>;
  io(channel: LoadedChannel): ChannelIo;
  publicUrl(): string;
}

/** Who configures: the provisioning file may name private addresses, and only it changes what it set. */
export type Origin = 'api' | 'provisioning';
