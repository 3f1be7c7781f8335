import type { MasterKey } from '#platform/secrets.ts';
import type { ChannelAdapter } from './channel.ts';
import type { ChannelDirectory } from './loaded-channel.ts';
import type { CheckAssistant } from './settings.ts';

/** What configuring channels needs beyond a scope. */
export interface ChannelTools {
  readonly masterKey: MasterKey;
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  readonly checkAssistant: CheckAssistant;
  readonly directory: Pick<ChannelDirectory, 'forget'>;
  /** Whether a channel configured through the API may name a provider address on a private network. */
  readonly allowPrivateAddresses: boolean;
}

/** Who configures: the provisioning file may name private addresses, and only it changes what it set. */
export type Origin = 'api' | 'provisioning';
