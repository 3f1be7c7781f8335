import type { AssistantSettings } from '#core/turn.ts';
import type { OrganizationKey } from '#platform/secrets.ts';
import type { Account, ChannelLimits } from './channel.ts';

/** A channel as the hot path sees it: read once, secrets opened, kept in memory for a short time. */
export interface LoadedChannel extends Account {
  readonly type: string;
  readonly name: string;
  readonly state: 'active' | 'paused' | 'disabled';
  /** False: its adapter is gone or refuses its settings. It then counts as disabled, and nobody can be proven by it. */
  readonly usable: boolean;
  readonly limits: ChannelLimits;
  readonly assistant: AssistantSettings;
  readonly organizationName: string;
  readonly organizationLanguage: string;
  /** The organization's model provider that reads beside the safety rules; null: none. */
  readonly readingProvider: string | null;
  readonly key: OrganizationKey;
  /** Whether its provider may be reached on a private network: by the provisioning file or by configuration only. */
  readonly privateAddresses: boolean;
}

/** Finds channels, before the tenant is known and after. What it returns may be up to 30 seconds old. */
export interface ChannelDirectory {
  /** The channels these keys lead to that could prove a sender, disabled ones too; unknown keys lead to nothing. */
  find(kind: string, values: readonly string[]): Promise<LoadedChannel[]>;
  byId(organizationId: string, channelId: string): Promise<LoadedChannel | null>;
  /** Reads a channel again, at most once a second each; null when it is gone. */
  refresh(channel: LoadedChannel): Promise<LoadedChannel | null>;
  /** Forgets what was read: the channel was changed here. */
  forget(organizationId: string, channelId: string): void;
}
