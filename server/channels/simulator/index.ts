import { z } from 'zod';
import type { OutboundContent } from '#contract/messages.ts';
import { type ChannelAdapter, defineChannel } from '../channel.ts';

/** What the simulator's phone shows: a message to one of its test people. */
export interface SimulatedDelivery {
  readonly channelId: string;
  readonly person: string;
  readonly messageId: string;
  readonly content: OutboundContent;
}

export interface Simulator {
  readonly adapter: ChannelAdapter;
  /** Calls back for each message sent through any simulator channel; the returned function ends it. */
  listen(callback: (delivery: SimulatedDelivery) => void): () => void;
}

const Settings = z.strictObject({});

/**
 * A channel without a provider: what is written goes the whole real way through the program, and what is sent appears in
 * the terminal (`npm run baraza -- chat`). It can do what WhatsApp can, so that what works here works there.
 */
export function createSimulator(): Simulator {
  const listeners = new Set<(delivery: SimulatedDelivery) => void>();
  const adapter = defineChannel({
    type: 'simulator',
    settings: Settings,
    secrets: Settings,
    abilities: {
      windowHours: null,
      textLength: 4096,
      buttons: { count: 3, titleLength: 20 },
      list: { rows: 10, titleLength: 24, descriptionLength: 72 },
      files: null,
      marksRead: false,
      typing: false,
      limits: { perSecond: 1000, pair: { burst: 1000, everySeconds: 1 } },
    },
    directoryKeys: () => [],
    check: () => undefined,
    async send(message, account) {
      const delivery = {
        channelId: account.channelId,
        person: message.recipient.person ?? '',
        messageId: message.id,
        content: message.content,
      };
      for (const listener of listeners) listener(delivery);
      return { providerId: `simulated.${message.id}` };
    },
  });
  return {
    adapter,
    listen(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
  };
}
