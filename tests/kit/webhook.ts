import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';

/** Raw requests, as Meta, a stranger or a broken program would make them. */

export function sign(body: Buffer | string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export interface WebhookAnswer {
  readonly status: number;
  readonly text: string;
}

/** One POST of exactly these bytes. Header values that are lists are sent once for each. */
export function post(url: string, body: Buffer | string, headers: Record<string, string | string[]> = {}): Promise<WebhookAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (part: string) => (text += part));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text }));
    });
    outgoing.on('error', reject).end(body);
  });
}

/** Bytes straight to the socket; resolves with all that came back before the other side closed. */
export function speak(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.on('close', () => resolve(text)).on('error', reject);
  });
}
