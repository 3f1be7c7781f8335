import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Everything a gateway needs, with nothing but Node.js: copy it and put your own system in place of the two lists.
 * The protocol: docs/running/gateway.md.
 */
export interface ExampleGateway {
  readonly url: string;
  /** What Baraza said, in order; each id once. */
  readonly shown: { readonly to: string; readonly text: string; readonly id: string }[];
  /** Somebody writes. Resolves with the HTTP status. */
  say(from: string, text: string): Promise<number>;
  /** Tells Baraza what became of a message it gave us. */
  report(id: string, status: 'delivered' | 'read' | 'failed'): Promise<number>;
  close(): Promise<void>;
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

  async function post(body: string): Promise<number> {
    const id = randomUUID();
    const timestamp = String(Math.floor(now() / 1000));
    const signed = { 'baraza-id': id, 'baraza-timestamp': timestamp, 'baraza-signature': `k1=${sign(id, timestamp, body)}` };
    const headers = { 'content-type': 'application/json', 'baraza-gateway': gateway, ...signed };
    return (await fetch(`${baraza}/webhooks/gateway`, { method: 'POST', headers, body })).status;
  }
  const say = (from: string, text: string) =>
    post(JSON.stringify({ messages: [{ id: randomUUID(), from: { id: from, name: from }, text }] }));

  function isProven(request: IncomingMessage, body: string): boolean {
    const { 'baraza-id': id, 'baraza-timestamp': timestamp, 'baraza-signature': signature } = request.headers;
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
    if (!isProven(request, body)) return response.writeHead(401).end();
    const { id, to, content } = JSON.parse(body);
    // Baraza may send the same id twice, when our answer to the first was lost.
    if (!shown.some((one) => one.id === id)) shown.push({ id, to: to.id, text: content.text });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: `ours-${id}` }));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shown,
    say,
    report: (id, status) => post(JSON.stringify({ statuses: [{ id: `ours-${id}`, messageId: id, status }] })),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
