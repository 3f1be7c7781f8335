import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Everything a gateway needs, with nothing but Node.js: copy it and put your own system in place of the two lists.
 * The protocol: docs/running/gateway.md.
 */
export interface ExampleGateway {
  readonly url: string;
  /** What Baraza said, in order; each id once. */
  readonly shown: { readonly to: string; readonly text: string; readonly id: string }[];
  /** Somebody writes; what is said to it comes to `url`. Resolves with the HTTP status. */
  say(from: string, text: string): Promise<number>;
  /** Somebody writes, and what is said to it is waited for. Resolves with the texts; more may come to `url` when not all is done. */
  ask(from: string, text: string): Promise<{ readonly texts: readonly string[]; readonly done: boolean }>;
  /** Tells Baraza what became of a message it gave us. */
  report(id: string, status: 'delivered' | 'read' | 'failed'): Promise<number>;
  close(): Promise<void>;
}

interface Said {
  readonly id: string;
  readonly to: { readonly id: string };
  readonly content: { readonly text: string };
}

export interface GatewayOptions {
  readonly baraza: string;
  readonly gateway: string;
  readonly secret: string;
  readonly port?: number;
  readonly now?: () => number;
}

export async function startGateway({ baraza, gateway, secret, port = 0, now = Date.now }: GatewayOptions): Promise<ExampleGateway> {
  const shown: { to: string; text: string; id: string }[] = [];
  const sign = (id: string, timestamp: string, body: string) =>
    createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('hex');

  async function post(body: string): Promise<Response> {
    const id = randomUUID();
    const timestamp = String(Math.floor(now() / 1000));
    const signed = { 'baraza-id': id, 'baraza-timestamp': timestamp, 'baraza-signature': `k1=${sign(id, timestamp, body)}` };
    const headers = { 'content-type': 'application/json', 'baraza-gateway': gateway, ...signed };
    return fetch(`${baraza}/webhooks/gateway`, { method: 'POST', headers, body });
  }
  const messagesOf = (from: string, text: string) => [{ id: randomUUID(), from: { id: from, name: from }, text }];
  const say = async (from: string, text: string) => (await post(JSON.stringify({ messages: messagesOf(from, text) }))).status;

  async function ask(from: string, text: string) {
    const answer = await post(JSON.stringify({ messages: messagesOf(from, text), answer: 'inline', waitSeconds: 10 }));
    const body = await answer.text();
    if (!answer.ok || !isProven(Object.fromEntries(answer.headers), body)) throw new Error(`Baraza answered ${answer.status}: ${body}`);
    const { messages, done } = JSON.parse(body) as { messages: Said[]; done: boolean };
    return { texts: messages.filter(show).map(({ content }) => content.text), done };
  }

  /** Baraza may say the same id twice, when it does not know whether we heard it. False: it was shown before. */
  function show({ id, to, content }: Said): boolean {
    if (shown.some((one) => one.id === id)) return false;
    shown.push({ id, to: to.id, text: content.text });
    return true;
  }

  function isProven(headers: IncomingHttpHeaders, body: string): boolean {
    const { 'baraza-id': id, 'baraza-timestamp': timestamp, 'baraza-signature': signature } = headers;
    const given = Buffer.from(String(signature).split('=')[1] ?? '', 'hex');
    const wanted = Buffer.from(sign(String(id), String(timestamp), body), 'hex');
    const fresh = Math.abs(now() / 1000 - Number(timestamp)) <= 300;
    return fresh && given.length === wanted.length && timingSafeEqual(given, wanted);
  }

  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    if (request.url === '/say') {
      const { from, text } = JSON.parse(body);
      return response.end(`${await say(from, text)}\n`);
    }
    if (request.url === '/ask') {
      const { from, text } = JSON.parse(body);
      return response.end(`${JSON.stringify(await ask(from, text))}\n`);
    }
    if (!isProven(request.headers, body)) return response.writeHead(401).end();
    const said = JSON.parse(body) as Said;
    show(said);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: `ours-${said.id}` }));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shown,
    say,
    ask,
    report: async (id, status) => (await post(JSON.stringify({ statuses: [{ id: `ours-${id}`, messageId: id, status }] }))).status,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
