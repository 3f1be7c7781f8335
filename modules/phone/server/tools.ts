import type { Reception } from '#channels/channel.ts';
import type { ChannelTools, LoadedChannel } from '#channels/index.ts';
import type { OutboundContent } from '#contract/messages.ts';
import type { FileTools } from '#core/files/tools.ts';
import type { Live } from '#core/live/live.ts';
import type { Scope } from '#platform/scope.ts';

/** What the phone needs beyond a scope: the way in, as a webhook has it, and what comes out at its end. */
export interface PhoneTools {
  readonly channels: ChannelTools;
  readonly live: Live;
  readonly files: FileTools;
  receive(channel: LoadedChannel, reception: Reception): Promise<unknown>;
  /** The program itself in an organization: a channel of this type is made for whoever tries the first phone. */
  scopeOf(organizationId: string, part: string): Promise<Scope>;
}

/** The provider of these channels, as far as the phone plays it. */
export interface Exchange {
  listen(callback: (delivery: Delivery) => void): () => void;
  listenReads(callback: (read: Read) => void): () => void;
}

export interface Delivery {
  readonly organizationId: string;
  readonly channelId: string;
  readonly person: string;
  readonly messageId: string;
  readonly providerId: string;
  readonly content: OutboundContent;
}

export interface Read {
  readonly organizationId: string;
  readonly providerId: string;
  readonly typing: boolean;
}
