import { createHmac, timingSafeEqual } from 'node:crypto';
import Fastify from 'fastify';
import { Agent } from 'undici';

/** What both ceilings share: the door, the proof, the way to the Graph. As little as an honest program can do. */

export interface Inbound {
  readonly phoneNumberId: string;
  readonly providerId: string;
  readonly from: string;
  readonly text: string;
  readonly raw: string;
}

interface Body {
  readonly entry: readonly {
    readonly changes: readonly {
      readonly value: {
        readonly metadata: { readonly phone_number_id: string };
        readonly messages: readonly { readonly id: string; readonly from: string; readonly text: { readonly body: string } }[];
      };
    }[];
  }[];
}

export const schema = `
  create table inbound (provider_id text primary key, number_id text not null, sender text not null, body text not null, raw jsonb not null,
    created_at timestamptz not null default now());
  create table outbound (id bigint generated always as identity primary key, inbound_id text not null references inbound, recipient text not null,
    body text not null, status text not null default 'pending', provider_id text, created_at timestamptz not null default now(), sent_at timestamptz);
  create index on outbound (status) where status = 'pending'`;

const { APP_SECRET = '', ACCESS_TOKEN = '', GRAPH_URLS = '{}', PORT = '0' } = process.env;

/** Listens; a webhook is answered 200 once `take` is done with all of its messages. */
export async function listen(take: (message: Inbound) => Promise<void>): Promise<void> {
  const server = Fastify({ logger: false });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.get('/health/ready', () => ({ status: 'ready' }));
  server.post('/webhooks/whatsapp', async (request, reply) => {
    const body = request.body as Buffer;
    if (!isSigned(body, String(request.headers['x-hub-signature-256']))) return reply.status(401).send();
    await Promise.all(messagesIn(body).map(take));
    return reply.send('OK');
  });
  await server.listen({ host: '127.0.0.1', port: Number(PORT) });
  for (const reason of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(reason, () => process.exit(0));
}

function isSigned(body: Buffer, header: string): boolean {
  const given = Buffer.from(header.slice('sha256='.length), 'hex');
  const wanted = createHmac('sha256', APP_SECRET).update(body).digest();
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function messagesIn(bytes: Buffer): Inbound[] {
  const values = (JSON.parse(bytes.toString()) as Body).entry.flatMap((entry) => entry.changes).map((change) => change.value);
  return values.flatMap(({ metadata, messages }) =>
    messages.map((message) => ({
      phoneNumberId: metadata.phone_number_id,
      providerId: message.id,
      from: message.from,
      text: message.text.body,
      raw: JSON.stringify(message),
    })),
  );
}

const graphUrls = JSON.parse(GRAPH_URLS) as Record<string, string>;
// As Baraza's own client (server/platform/http/client.ts).
const agent = new Agent({ connections: 256, pipelining: 1 });

/** One POST to the Graph; the id it gave. */
export async function sendReply({ phoneNumberId, from }: Inbound, outboundId: string, text: string): Promise<string> {
  const answer = await agent.request({
    origin: graphUrls[phoneNumberId] ?? '',
    path: `/v23.0/${phoneNumberId}/messages`,
    method: 'POST',
    headers: { authorization: `Bearer ${ACCESS_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      messaging_product: 'whatsapp',
      to: from,
      type: 'text',
      text: { body: text },
      biz_opaque_callback_data: outboundId,
    }),
  });
  const { messages } = (await answer.body.json()) as { messages: { id: string }[] };
  return messages[0]?.id ?? '';
}

/** What goes wrong after the answer has nobody to tell; the benchmark finds the message lost. */
export function report(error: unknown): void {
  console.error(error);
}
