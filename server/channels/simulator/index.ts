import { z } from 'zod';
import type { OutboundContent } from '#contract/messages.ts';
import { type Abilities, type ChannelAdapter, defineChannel } from '../channel.ts';

/** Where in the simulator something happened. */
interface Simulated {
  readonly organizationId: string;
  readonly channelId: string;
}

/** What the simulator's phone shows: a message to one of its test people. */
export interface SimulatedDelivery extends Simulated {
  readonly person: string;
  readonly messageId: string;
  readonly providerId: string;
  readonly content: OutboundContent;
}

/** A message of a test person was read here. */
export interface SimulatedRead extends Simulated {
  /** Of the message up to which was read, as it was given when it was received. */
  readonly providerId: string;
  /** An answer is being written. */
  readonly typing: boolean;
}

export interface Simulator {
  readonly adapter: ChannelAdapter;
  /** Calls back for each message sent through any simulator channel; the returned function ends it. */
  listen(callback: (delivery: SimulatedDelivery) => void): () => void;
  /** The same for what was read. */
  listenReads(callback: (read: SimulatedRead) => void): () => void;
}

const Settings = z.strictObject({});
const MB = 1024 * 1024;

const abilities: Abilities = {
  windowHours: null,
  textLength: 4096,
  buttons: { count: 3, titleLength: 20, textLength: 1024 },
  list: { rows: 10, titleLength: 24, descriptionLength: 72, textLength: 1024 },
  files: {
    image: { bytes: 5 * MB, types: ['image/jpeg', 'image/png'] },
    audio: { bytes: 16 * MB, types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'] },
    video: { bytes: 16 * MB, types: ['video/mp4', 'video/3gpp'] },
    sticker: { bytes: 500 * 1024, types: ['image/webp'] },
    document: { bytes: 100 * MB, types: null },
  },
  marksRead: true,
  typing: true,
  limits: { perSecond: 1000, pair: { burst: 1000, everySeconds: 1 } },
};

/**
 * A channel without a provider: what is written goes the whole real way through the program, and what is sent appears in
 * the terminal (`npm run baraza -- chat`) or on the phone in the browser. It can do what WhatsApp can, so that what works here works there.
 */
export function createSimulator(): Simulator {
  const deliveries = createHearers<SimulatedDelivery>();
  const reads = createHearers<SimulatedRead>();
  const adapter = defineChannel({
    type: 'simulator',
    settings: Settings,
    secrets: Settings,
    abilities,
    directoryKeys: () => [],
    check: () => undefined,
    async send(message, { organizationId, channelId }) {
      const { id: messageId, recipient, content } = message;
      const providerId = `simulated.${messageId}`;
      deliveries.tell({ organizationId, channelId, person: recipient.person ?? '', messageId, providerId, content });
      return { providerId };
    },
    // Whoever looks at the phone is signed in here and reads our own files.
    uploadFile: async ({ id }) => ({ providerId: id }),
    async acknowledge({ providerId, typing }, { organizationId, channelId }) {
      reads.tell({ organizationId, channelId, providerId, typing });
    },
  });
  return { adapter, listen: deliveries.listen, listenReads: reads.listen };
}

function createHearers<Said>() {
  const hearers = new Set<(said: Said) => void>();
  return {
    tell(said: Said): void {
      for (const hearer of hearers) hearer(said);
    },
    listen(hearer: (said: Said) => void): () => void {
      hearers.add(hearer);
      return () => hearers.delete(hearer);
    },
  };
}
