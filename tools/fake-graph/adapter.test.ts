import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Account, ChannelError, type ChannelIo, type OutboundMessage, type Reception, type SendOutcome } from '#channels/channel.ts';
import { whatsapp } from '#channels/whatsapp/index.ts';
import sends from '#channels/whatsapp/testdata/sends.json' with { type: 'json' };
import { createHttpClient, HttpFault } from '#platform/http/client.ts';
import { type FakeGraph, type Fault, startFakeGraph } from './server.ts';

/** The real adapter against the fake Graph, over loopback: both read one document, each finds the other's mistakes. */

const AMINA = '447700900123';
let graph: FakeGraph;
let account: Account;
const received: Reception[] = [];
const hook = createServer();

beforeAll(async () => {
  graph = await startFakeGraph({ seed: 1, retry: { firstMs: 1, maxMs: 1, attempts: 2 } });
  const { appSecret, verifyToken, accessToken, numbers } = graph.plan;
  account = {
    organizationId: 'organization',
    channelId: 'channel',
    settings: whatsapp.settings.parse({ ...numbers[0], graphUrl: graph.url }),
    secrets: whatsapp.secrets.parse({ appSecret, verifyToken, accessToken }),
  };
  hook.on('request', (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const query = Object.fromEntries(new URL(request.url ?? '', 'http://x').searchParams);
      const handshake = whatsapp.webhook?.handshake(query);
      if (handshake) return response.end(handshake.answer);
      const headers = { 'x-hub-signature-256': String(request.headers['x-hub-signature-256']) };
      const parts = [...(whatsapp.webhook?.open({ body: Buffer.concat(chunks), headers }).parts ?? [])];
      if (!parts.every((part) => part.proven(account))) return response.writeHead(401).end();
      received.push(...parts.map((part) => part.read(account)));
      response.end();
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  graph.setWebhook(`http://127.0.0.1:${(hook.address() as AddressInfo).port}/webhooks/whatsapp`);
});
afterEach(() => {
  graph.reset();
  received.length = 0;
});
afterAll(async () => {
  await graph.close();
  hook.closeAllConnections();
  await new Promise((resolve) => hook.close(resolve));
});

/** As much of the production client as the adapter can notice. */
const io: ChannelIo = {
  signal: new AbortController().signal,
  open: (request) => client.open(request, { privateAddresses: true }),
  async fetch({ method, url, headers, body, timeoutMs }) {
    try {
      const response = await fetch(url, {
        method,
        headers,
        body: body as string,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
    } catch (cause) {
      const code = (cause as { cause?: { code?: string } }).cause?.code;
      throw new HttpFault('The connection failed.', { reached: code !== 'ECONNREFUSED', cause });
    }
  },
};

const client = createHttpClient();
afterAll(() => client.close());

let count = 0;
function message(
  content: OutboundMessage['content'] = { kind: 'text', text: 'Karibu!' },
  more: Partial<OutboundMessage> = {},
): OutboundMessage {
  count += 1;
  const id = `019a9d3e-7b00-7000-8000-${String(count).padStart(12, '0')}`;
  return { id, recipient: { to: AMINA }, content, ...more };
}

async function outcome(sent: OutboundMessage, on: Account = account): Promise<SendOutcome | 'accepted'> {
  try {
    await whatsapp.send(sent, on, io);
    return 'accepted';
  } catch (error) {
    if (error instanceof ChannelError) return error.outcome;
    throw error;
  }
}

test('the handshake', async () => {
  expect(await graph.verify()).toMatchObject({ ok: true });
});

test('a conversation: they write, we mark it read and answer, the statuses name our message', async () => {
  const { id } = await graph.receiveText({ from: AMINA, bsuid: 'GB.5501Amina', name: 'Amina', text: 'Habari' });
  const [inbound] = received[0]?.messages ?? [];
  expect(inbound).toMatchObject({ providerId: id, kind: 'text', text: 'Habari', sender: { name: 'Amina' } });

  await whatsapp.acknowledge?.({ providerId: id, typing: true }, account, io);
  expect(graph.reads).toEqual([{ id, typing: true }]);

  const answer = message(undefined, { recipient: inbound?.sender.recipient ?? {}, quotes: id });
  const { providerId } = await whatsapp.send(answer, account, io);
  const statuses = await graph.waitFor(
    () => received.flatMap((one) => one.statuses).length === 3 && received.flatMap((one) => one.statuses),
  );
  expect(statuses.map(({ status }) => status)).toEqual(['sent', 'delivered', 'read']);
  expect(statuses.every((status) => status.providerId === providerId && status.messageId === answer.id)).toBe(true);
  expect(graph.sent[0]).toMatchObject({ id: providerId, to: AMINA, text: 'Karibu!', body: { context: { message_id: id } } });
});

test('somebody without a phone number can be answered', async () => {
  await graph.receiveText({ bsuid: 'GB.77Zuri', username: 'zuri.w', text: 'Habari' });
  const recipient = received[0]?.messages[0]?.sender.recipient ?? {};
  expect(await outcome(message(undefined, { recipient }))).toBe('accepted');
  expect(graph.sent[0]?.to).toBe('GB.77Zuri');
});

test('every kind of message at its limits is what the Graph takes', async () => {
  const choices = (size: number, title: number) =>
    Array.from({ length: size }, (_, index) => ({ id: `c${index}`, title: String(index).padEnd(title, 'x') }));
  const rows = choices(10, 24).map((row) => ({ ...row, description: 'x'.repeat(72) }));
  const frame = { text: 'x'.repeat(1024), header: 'x'.repeat(60), footer: 'x'.repeat(60) };
  expect(await outcome(message({ kind: 'text', text: 'x'.repeat(4096) }))).toBe('accepted');
  expect(await outcome(message({ kind: 'buttons', ...frame, buttons: choices(3, 20) }))).toBe('accepted');
  expect(await outcome(message({ kind: 'list', ...frame, button: 'x'.repeat(20), sections: [{ rows }] }))).toBe('accepted');
  const sections = [
    { title: 'x'.repeat(24), rows: rows.slice(0, 5) },
    { title: 'B', rows: rows.slice(5) },
  ];
  expect(await outcome(message({ kind: 'list', ...frame, button: 'Open', sections }))).toBe('accepted');
});

const bodies = (sends as unknown as { description: string; message: OutboundMessage; expected: object }[]).filter(
  (one) => 'body' in one.expected,
);
test.each(bodies)('the Graph takes: $description', async ({ message: sent }) => {
  const files = Object.entries(sent.uploaded ?? {}).map(([ours]) => [ours, uploadedId()]);
  const quotes = sent.quotes === undefined ? {} : { quotes: sent.quotes };
  expect(await outcome(message(sent.content, { recipient: sent.recipient, ...quotes, uploaded: Object.fromEntries(files) }))).toBe(
    'accepted',
  );
});

function uploadedId(): string {
  const part = (name: string, more: string, value: string) =>
    `--x\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
  const body = `${part('messaging_product', '', 'whatsapp')}${part('type', '', 'image/png')}${part('file', '; filename="f"', 'bytes')}--x--`;
  const answer = graph.media.upload('100000000000001', { contentType: 'multipart/form-data; boundary=x', body: Buffer.from(body) });
  return (answer as { body: { id: string } }).body.id;
}

test.each<[Fault, SendOutcome | 'accepted', number]>([
  [{ kind: 'server_error' }, 'later', 0],
  [{ kind: 'overloaded' }, 'later', 0],
  [{ kind: 'rate_limited' }, 'paced', 0],
  [{ kind: 'pair_rate_limited' }, 'paced', 0],
  [{ kind: 'token_expired' }, 'account', 0],
  [{ kind: 'refused', code: 131047 }, 'window', 0],
  [{ kind: 'refused', code: 131009 }, 'never', 0],
  [{ kind: 'bad_gateway' }, 'unknown', 0],
  [{ kind: 'reset' }, 'unknown', 0],
  [{ kind: 'gateway_timeout' }, 'unknown', 1],
  [{ kind: 'cut' }, 'unknown', 1],
  [{ kind: 'slow', ms: 30 }, 'accepted', 1],
])('%j → %s, accepted: %i', async (fault, expected, accepted) => {
  graph.inject(fault);
  expect(await outcome(message())).toBe(expected);
  expect(graph.sent).toHaveLength(accepted);
});

test('the scope and the wait of being paced', async () => {
  graph.inject({ kind: 'rate_limited' });
  await expect(whatsapp.send(message(), account, io)).rejects.toMatchObject({ outcome: 'paced', scope: 'channel', afterSeconds: 1 });
  graph.inject({ kind: 'pair_rate_limited' });
  await expect(whatsapp.send(message(), account, io)).rejects.toMatchObject({
    outcome: 'paced',
    scope: 'contact',
    afterSeconds: undefined,
  });
});

test('cut after accepting: the status tells which message of ours it was', async () => {
  await graph.receiveText({ from: AMINA, text: 'Habari' });
  graph.inject({ kind: 'cut' });
  const sent = message();
  expect(await outcome(sent)).toBe('unknown');
  const status = await graph.waitFor(() => received.flatMap((one) => one.statuses)[0]);
  expect(status).toMatchObject({ messageId: sent.id, status: 'sent', providerId: graph.sent[0]?.id });
});

test('accepted, then failed: the status carries what to do', async () => {
  expect(await outcome(message())).toBe('accepted');
  const closed = await graph.waitFor(() => received.flatMap((one) => one.statuses)[0]);
  expect(closed).toMatchObject({ status: 'failed', outcome: 'window', trouble: { code: 'whatsapp.window_closed' } });
});

test('nobody listens at the address: certainly not sent', async () => {
  const gone = await startFakeGraph();
  await gone.close();
  const nowhere = { ...account, settings: { ...(account.settings as object), graphUrl: gone.url } };
  expect(await outcome(message(), nowhere)).toBe('later');
});

test('another number or another token: the channel, not the message', async () => {
  const settings = { ...(account.settings as object), phoneNumberId: '5' };
  expect(await outcome(message(), { ...account, settings })).toBe('account');
  const secrets = { ...(account.secrets as object), accessToken: 'old' };
  expect(await outcome(message(), { ...account, secrets })).toBe('account');
});

test('a webhook signed by somebody else is not proven', async () => {
  const body = { object: 'whatsapp_business_account', entry: [{ id: '2', changes: [{ field: 'x', value: {} }] }] };
  expect(await graph.deliver(body, { secret: 'somebody else', attempts: 1 })).toBe(401);
  expect(await graph.deliver(body, { attempts: 1 })).toBe(200);
});
