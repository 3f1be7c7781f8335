import { Pool } from 'undici';
import { machineMs, pause } from './clock.ts';
import type { PreparedMessage } from './messages.ts';

/** What happened to each webhook, by its place in the list of messages. Times of the machine's clock. */
export interface Sending {
  readonly sentAt: Float64Array;
  readonly ackedAt: Float64Array;
  /** Answers that were not 200, and requests without an answer. */
  refused: number;
}

export interface Target {
  /** Asked in turn. */
  readonly urls: readonly string[];
  readonly messages: readonly Pick<PreparedMessage, 'body' | 'headers'>[];
}

/** So many webhooks in flight: as soon as one is answered the next goes out. */
export async function sendClosed(target: Target, inFlight: number): Promise<Sending> {
  const sender = createSender(target);
  let next = 0;
  const worker = async () => {
    while (next < target.messages.length) await sender.send(next++);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  await sender.close();
  return sender.sending;
}

/** So many webhooks a second, whether or not the earlier ones were answered. */
export async function sendOpen(target: Target, perSecond: number): Promise<Sending> {
  const sender = createSender(target);
  const began = machineMs();
  const under: Promise<void>[] = [];
  for (let index = 0; index < target.messages.length; index += 1) {
    const wait = began + (index * 1000) / perSecond - machineMs();
    if (wait > 0) await pause(wait);
    under.push(sender.send(index));
  }
  await Promise.all(under);
  await sender.close();
  return sender.sending;
}

function createSender({ urls, messages }: Target) {
  const pools = urls.map((url) => new Pool(url, { connections: 200, pipelining: 1, headersTimeout: 30_000, bodyTimeout: 30_000 }));
  const sending: Sending = { sentAt: new Float64Array(messages.length), ackedAt: new Float64Array(messages.length), refused: 0 };
  return {
    sending,
    close: () => Promise.all(pools.map((pool) => pool.close())),
    async send(index: number): Promise<void> {
      const { body, headers } = messages[index] as PreparedMessage;
      const pool = pools[index % pools.length] as Pool;
      sending.sentAt[index] = machineMs();
      try {
        const answer = await pool.request({ method: 'POST', path: '/webhooks/whatsapp', headers, body });
        await answer.body.dump();
        if (answer.statusCode !== 200) sending.refused += 1;
      } catch {
        sending.refused += 1;
      }
      sending.ackedAt[index] = machineMs();
    },
  };
}
