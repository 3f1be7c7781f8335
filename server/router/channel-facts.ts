import type { Abilities } from '#channels/channel.ts';
import type { LoadedChannel } from '#channels/index.ts';
import type { TurnChannel } from '#core/turn.ts';

/** A channel as a turn sees it. */
export function channelFacts(channel: LoadedChannel, abilities: Abilities | undefined): TurnChannel {
  return {
    id: channel.channelId,
    type: channel.type,
    name: channel.name,
    assistant: channel.assistant,
    choices: { buttons: abilities?.buttons?.count ?? 0, rows: abilities?.list?.rows ?? 0 },
    textLength: abilities?.textLength ?? 4096,
    organizationName: channel.organizationName,
    organizationLanguage: channel.organizationLanguage,
    readingProvider: channel.readingProvider,
  };
}
