import type { FastifyReply } from 'fastify';
import type { Inline, RawWebhook, Reception } from '#channels/channel.ts';
import type { LoadedChannel, Pulse } from '#channels/index.ts';
import type { Wait, Waits } from './waits.ts';

/** A request that is held until what is said to it is there. */
export interface Held {
  readonly channel: LoadedChannel;
  readonly inline: Inline;
  readonly wait: Wait;
}

/** Holds a request whose sender waits; one that cannot be held is answered at once that nothing is known yet. */
export function hold(waits: Waits, inline: Inline | undefined, channel: LoadedChannel, { waits: asked, messages }: Reception): Held | null {
  if (!asked || !inline) return null;
  const providerIds = messages.map((message) => message.providerId);
  const { organizationId, channelId, state } = channel;
  const wait = state === 'active' ? waits.begin({ organizationId, channelId, providerIds, ...asked }) : null;
  return { channel, inline, wait: wait ?? notNow };
}

const notNow: Wait = {
  stored: async () => undefined,
  collected: Promise.resolve({ messages: [], done: false }),
  end: () => undefined,
};

interface Answer {
  readonly request: RawWebhook;
  readonly reply: FastifyReply;
  readonly pulse: Pick<Pulse, 'sent'>;
}

/** Answers once there is something to say. What was said counts as taken when all of the answer has left. */
export async function answerWaiting({ channel, inline, wait }: Held, { request, reply, pulse }: Answer): Promise<FastifyReply> {
  const said = await wait.collected;
  if (!said) return reply.send();
  reply.raw.once('finish', () => {
    wait.end(true);
    if (said.messages.length > 0) pulse.sent(channel);
  });
  const { headers, body } = inline.answer(said, { account: channel, request });
  return reply.headers(headers).send(body);
}
