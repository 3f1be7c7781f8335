import type { ChannelHealth } from '#contract/channels.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { type Log, places } from '#platform/log.ts';
import { mergeHealth } from './account-store.ts';
import type { Account, ChannelAdapter, Proof } from './channel.ts';

/**
 * When each channel was last heard of and last sent. The hot path only writes it into memory; once a minute what changed
 * goes to the database together, so that nothing of it costs a message anything.
 */
export interface Pulse {
  /** A webhook with a good signature came. */
  heard(channel: Account, by: Proof): void;
  /** The provider asked with the verify token. */
  greeted(channel: Account): void;
  sent(channel: Account): void;
  /** What is not in the database yet. */
  of(channelId: string): Beat;
  /** Begins to write to the database. */
  start(): () => void;
  flush(): Promise<void>;
}

export type Beat = Partial<Pick<ChannelHealth, 'lastWebhookAt' | 'lastWebhookProvedBy' | 'lastHandshakeAt' | 'lastSendAt'>>;

const everyMs = 60_000;

export function createPulse({ database, clock, log }: { database: Database; clock: Clock; log: Log }): Pulse {
  let beats = new Map<string, { readonly organizationId: string; beat: Beat }>();

  function note({ organizationId, channelId }: Account, beat: Beat): void {
    const entry = beats.get(channelId);
    if (entry) Object.assign(entry.beat, beat);
    else beats.set(channelId, { organizationId, beat: { ...beat } });
  }
  const now = () => clock.now().toISOString();

  async function flush(): Promise<void> {
    const written = beats;
    beats = new Map();
    const items = [...written].map(([id, { organizationId, beat }]) => ({ id, organizationId, facts: beat }));
    for (const [organizationId, some] of Map.groupBy(items, (item) => item.organizationId)) {
      await mergeHealth(database, organizationId, some).catch((error: unknown) =>
        log.warn({ err: places(error) }, 'when channels were last heard of could not be written down'),
      );
    }
  }

  return {
    heard: (channel, by) => note(channel, { lastWebhookAt: now(), lastWebhookProvedBy: by }),
    greeted: (channel) => note(channel, { lastHandshakeAt: now() }),
    sent: (channel) => note(channel, { lastSendAt: now() }),
    of: (channelId) => beats.get(channelId)?.beat ?? {},
    flush,
    start() {
      let cancel: () => void = () => undefined;
      let ended = false;
      const next = () => {
        cancel = clock.after(everyMs, () => void flush().finally(() => ended || next()));
      };
      next();
      return () => {
        ended = true;
        cancel();
      };
    },
  };
}

/** The same adapters, whose sends are noticed. */
export function watchSends(adapters: ReadonlyMap<string, ChannelAdapter>, pulse: Pick<Pulse, 'sent'>): ReadonlyMap<string, ChannelAdapter> {
  const watched = (adapter: ChannelAdapter): ChannelAdapter => ({
    ...adapter,
    async send(message, account, io) {
      const taken = await adapter.send(message, account, io);
      pulse.sent(account);
      return taken;
    },
  });
  return new Map([...adapters].map(([type, adapter]) => [type, watched(adapter)]));
}
