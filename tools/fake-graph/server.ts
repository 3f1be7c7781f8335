import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerAccount, answerTemplates } from './account-routes.ts';
import type { Answer } from './answer.ts';
import { answerControl } from './control.ts';
import { FakeGraph } from './fake-graph.ts';
import { GraphError } from './graph-error.ts';
import { answerMedia } from './media-route.ts';
import { type FakeGraphOptions, planOf } from './options.ts';
import { answerMessages, refused } from './send-route.ts';

export { changeBody, type FakeNumber, type Person } from './bodies.ts';
export type { FakeGraph, Inbound } from './fake-graph.ts';
export type { Fault, FaultKind, FaultRates } from './faults.ts';
export type { SentMessage } from './ledger.ts';
export type { MediaFault } from './media.ts';
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
  const bytes = await readBytes(request);
  if (path.startsWith('/_fake/')) return answerControl(graph, { method, path, text: bytes.toString() });
  const { url = '', headers } = request;
  const known = graph.isToken(headers.authorization);
  // Files first: numbers and files share an address. The app's own questions come with a token of another form.
  const file = known ? orRefused(() => answerMedia(graph, { method, url, headers, bytes })) : null;
  if (file) return file;
  const about = method === 'GET' ? answerAccount(graph, path, new URLSearchParams(query), headers.authorization) : null;
  if (about) return about;
  if (!known) return refused(new GraphError(190, 'Error validating access token', { status: 401 }));
  const [, phoneNumberId, edge] = /^\/v[0-9]+\.[0-9]+\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  const changed = orRefused(() =>
    answerTemplates(graph, { method, id: phoneNumberId ?? '', edge, query: new URLSearchParams(query), text: bytes.toString() }),
  );
  if (changed) return changed;
  if (method === 'POST' && edge === 'messages') return answerMessages(graph, phoneNumberId, bytes.toString());
  return refused(new GraphError(2500, `Unknown path components: ${path}`));
}

function orRefused(work: () => Answer | null): Answer | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof GraphError) return refused(error);
    throw error;
  }
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

function write(response: ServerResponse, reply: Answer): void {
  if (reply === 'cut') {
    response.socket?.resetAndDestroy();
    return;
  }
  const { body } = reply;
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  if (reply.without !== undefined) {
    writeForEver(response, bytes, reply);
    return;
  }
  const send = () => {
    response.writeHead(reply.status, {
      'content-type': 'application/json',
      'content-length': reply.lacks ?? bytes.length,
      ...reply.headers,
    });
    if (reply.lacks === undefined) response.end(bytes);
    else response.write(bytes, () => response.socket?.destroySoon());
  };
  if (reply.afterMs) setTimeout(send, reply.afterMs);
  else send();
}

/** Until the other side has had enough. */
function writeForEver(response: ServerResponse, bytes: Buffer, reply: Exclude<Answer, 'cut'>): void {
  response.writeHead(reply.status, { ...reply.headers });
  const chunk = Buffer.alloc(256 * 1024, 1);
  response.write(bytes);
  if (reply.without === 'haste') return;
  const more = () => {
    if (!response.destroyed && response.write(chunk)) setImmediate(more);
  };
  response.on('drain', more);
  more();
}
