import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Turn } from '#core/turn.ts';
import type { ClaimedWork } from '#core/work.ts';
import type { Receive } from '#inbox/index.ts';
import type { CountedCall } from '#models/index.ts';
import { BoundedMap } from '#platform/bounded-map.ts';
import type { Clock } from '#platform/clock.ts';
import type { Spans } from '#platform/telemetry/spans.ts';

/**
 * The way of a message as a trace: accept, turn, the questions to a model within it, and a send for each reply. The trace is named after the first message of the turn, so what
 * another process does belongs to it too. Made only where a collector is named; elsewhere nothing of this runs.
 */
export interface Tracing {
  receive(receive: Receive): Receive;
  /** A turn begins over this work. */
  begun(work: ClaimedWork): void;
  decide(turn: Turn, decide: () => Promise<string>): Promise<string>;
  /** Its replies were committed. */
  decided(work: ClaimedWork, replyIds: readonly string[]): void;
  model(call: CountedCall): void;
  sent(messageId: string, send: { channel: string; outcome: string; tookMs: number }): void;
}

interface Place {
  readonly traceId: string;
  readonly parentId: string | null;
}

/** Messages remembered between two stages; what is lost of it costs a line in a trace. */
const rememberedMax = 5000;

const hexOf = (id: string) => id.replaceAll('-', '');
/** The same for the same thing in every process. */
const spanId = (...parts: readonly string[]) => createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 16);

/** Where no collector is named. */
export const noTracing: Tracing = {
  receive: (receive) => receive,
  begun: () => undefined,
  decide: (_turn, decide) => decide(),
  decided: () => undefined,
  model: () => undefined,
  sent: () => undefined,
};

export function createTracing({ spans, clock }: { spans: Pick<Spans, 'add'>; clock: Clock }): Tracing {
  const now = () => clock.now().getTime();
  const turnOf = new BoundedMap<string, Place>(rememberedMax);
  const placeOf = new BoundedMap<string, Place>(rememberedMax);
  const current = new AsyncLocalStorage<Place>();
  let asked = 0;

  return {
    ...traceArrivals({ spans, now }),
    async decide(turn, decide) {
      const [first] = turn.messages;
      const traceId = hexOf(first?.id ?? turn.id);
      const id = spanId('turn', turn.id);
      const beganMs = now();
      let path = 'failed';
      try {
        path = await current.run({ traceId, parentId: id }, decide);
        return path;
      } finally {
        if (first) turnOf.set(first.id, { traceId, parentId: id });
        spans.add({
          traceId,
          spanId: id,
          parentId: first ? spanId('accept', first.id) : null,
          name: 'turn',
          beganMs,
          endedMs: now(),
          attributes: {
            'baraza.turn': turn.id,
            'baraza.organization': turn.organization.id,
            'baraza.conversation': turn.conversation.id,
            'baraza.path': path,
            'baraza.messages': turn.messages.length,
          },
          failed: path === 'failed',
        });
      }
    },
    decided({ messages }, replyIds) {
      const place = messages[0] && turnOf.get(messages[0].id);
      if (place) for (const id of replyIds) placeOf.set(id, place);
    },
    model({ purpose, outcome, inputTokens, outputTokens, tookMs }) {
      const place = current.getStore();
      // Asked outside of a turn, as when settings are tried: nobody's message.
      if (!place) return;
      asked += 1;
      const endedMs = now();
      const attributes = {
        'baraza.purpose': purpose,
        'baraza.outcome': outcome,
        'baraza.tokens.in': inputTokens ?? 0,
        'baraza.tokens.out': outputTokens ?? 0,
      };
      const id = spanId('model', place.parentId ?? '', String(endedMs), String(asked));
      spans.add({ ...place, spanId: id, name: 'model', beganMs: endedMs - tookMs, endedMs, attributes, failed: outcome !== 'answered' });
    },
    sent(messageId, { channel, outcome, tookMs }) {
      const endedMs = now();
      const place = placeOf.get(messageId) ?? { traceId: hexOf(messageId), parentId: null };
      const attributes = { 'baraza.message': messageId, 'baraza.channel': channel, 'baraza.outcome': outcome };
      const id = spanId('send', messageId, String(endedMs));
      spans.add({ ...place, spanId: id, name: 'send', beganMs: endedMs - tookMs, endedMs, attributes, failed: outcome !== 'taken' });
    },
  };
}

interface Arrival {
  readonly channel: string;
  readonly beganMs: number;
  endedMs: number | null;
  /** Known when its turn begins. */
  place: { readonly traceId: string; readonly messageId: string } | null;
}

function traceArrivals({ spans, now }: { spans: Pick<Spans, 'add'>; now: () => number }): Pick<Tracing, 'receive' | 'begun'> {
  const arrivals = new BoundedMap<string, Arrival>(rememberedMax);

  /** Whatever comes last, the end of storing or the begin of the turn, tells. */
  function tell({ channel, beganMs, endedMs, place }: Arrival): void {
    if (endedMs === null || place === null) return;
    const { traceId, messageId } = place;
    const attributes = { 'baraza.message': messageId, 'baraza.channel': channel };
    spans.add({
      traceId,
      spanId: spanId('accept', messageId),
      parentId: null,
      name: 'accept',
      beganMs,
      endedMs,
      attributes,
      failed: false,
    });
  }

  return {
    receive: (receive) => async (channel, reception) => {
      const mine = reception.messages.map(({ providerId }) => {
        const arrival: Arrival = { channel: channel.type, beganMs: now(), endedMs: null, place: null };
        arrivals.set(`${channel.channelId} ${providerId}`, arrival);
        return arrival;
      });
      const fresh = await receive(channel, reception);
      for (const arrival of mine) {
        arrival.endedMs = now();
        tell(arrival);
      }
      return fresh;
    },
    begun({ conversation, messages }) {
      const [first] = messages;
      if (!first) return;
      for (const { id, providerId } of messages) {
        const arrival = arrivals.get(`${conversation.channelId} ${providerId}`);
        if (!arrival || arrival.place) continue;
        arrival.place = { traceId: hexOf(first.id), messageId: id };
        tell(arrival);
      }
    },
  };
}
