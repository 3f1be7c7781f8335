import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What another system got from us. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  // biome-ignore lint/suspicious/noExplicitAny: what was sent is what the test is about.
  readonly json: any;
}

/** Another system, on this machine, that takes what we send and answers as it is told to. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** What it answers from now on; `hang`: nothing, ever. */
  answer: (request: Received) => { status: number; body?: string | Buffer; headers?: Record<string, string> } | 'hang' | 'endless';
  reset(): void;
  close(): Promise<void>;
}

const agree = () => ({ status: 200, body: 'ok' });

/** Null: it is none. */
function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

export async function openReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const one = { headers: request.headers, path: request.url ?? '', body, json: jsonOf(body) };
      receiver.received.push(one);
      const answer = receiver.answer(one);
      if (answer === 'hang') return;
      if (answer === 'endless') {
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        };
        response.writeHead(200).on('drain', more);
        return more();
      }
      response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    answer: agree,
    reset() {
      receiver.received.length = 0;
      receiver.answer = agree;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}
