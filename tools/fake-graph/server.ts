import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerAccount } from './account-routes.ts';
import { answerControl } from './control.ts';
import { FakeGraph } from './fake-graph.ts';
import { GraphError } from './graph-error.ts';
import { type FakeGraphOptions, planOf } from './options.ts';
import { type Answer, answerMessages, refused } from './send-route.ts';

export { changeBody, type FakeNumber, type Person } from './bodies.ts';
export type { FakeGraph, Inbound } from './fake-graph.ts';
export type { Fault, FaultKind, FaultRates } from './faults.ts';
export type { SentMessage } from './ledger.ts';
export { DEFAULT_NUMBER, type FakeGraphOptions } from './options.ts';

/** Starts Meta's side on 127.0.0.1: the Graph API's messages, and webhooks back. `close()` ends it. */
export async function startFakeGraph(options: FakeGraphOptions = {}): Promise<FakeGraph> {
  const plan = planOf(options);
  const server = createServer((request, response) => {
    answer(graph, request)
      .then((reply) => write(response, reply))
      .catch(() => response.destroy());
  });
  const graph = new FakeGraph(
    plan,
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(plan.port, '127.0.0.1', resolve));
  graph.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return graph;
}

async function answer(graph: FakeGraph, request: IncomingMessage): Promise<Answer> {
  const method = request.method ?? '';
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const text = await readText(request);
  if (path.startsWith('/_fake/')) return answerControl(graph, { method, path, text });
  const about = method === 'GET' ? answerAccount(graph, path, new URLSearchParams(query), request.headers.authorization) : null;
  if (about) return about;
  if (!graph.isToken(request.headers.authorization)) return refused(new GraphError(190, 'Error validating access token', { status: 401 }));
  const [, phoneNumberId, edge] = /^\/v[0-9]+\.[0-9]+\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  if (method === 'POST' && edge === 'messages') return answerMessages(graph, phoneNumberId, text);
  return refused(new GraphError(2500, `Unknown path components: ${path}`));
}

function readText(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });
}

function write(response: ServerResponse, reply: Answer): void {
  if (reply === 'cut') {
    response.socket?.resetAndDestroy();
    return;
  }
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  const send = () => {
    response.writeHead(reply.status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...reply.headers });
    response.end(text);
  };
  if (reply.afterMs) setTimeout(send, reply.afterMs);
  else send();
}
