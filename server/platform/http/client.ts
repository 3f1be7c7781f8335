import type { Readable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
import { refuseInsideTransaction } from '#platform/db/database.ts';
import { createPlaces } from './places.ts';
import { isPrivateHost, publicLookup } from './private-address.ts';
import { askWhole, flatten, type WholeAnswer } from './whole-answer.ts';

/** The only way out to other people's servers. On the hot path: every message sent is one request. */
export interface HttpClient {
  /**
   * Resolves with any whole answer, whatever its status; redirects are not followed. Throws `HttpFault` when none came, and
   * an ordinary error (a bug) when a transaction is open on this path of calls.
   */
  request(request: HttpRequest, options?: HttpRequestOptions): Promise<HttpResponse>;
  /**
   * As `request`, with the body left to be read: status and headers first. `timeoutMs` is for all of it. Reading throws `HttpFault` when it
   * breaks off, and beyond `answerBytesMax`; leaving it half read ends the connection.
   */
  open(request: HttpRequest, options?: HttpRequestOptions): Promise<HttpStream>;
  /** Ends idle connections at once and the others when their answer came. */
  close(): Promise<void>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
  /** For everything: connecting, waiting for a free connection, the whole answer. */
  readonly timeoutMs: number;
}

export interface HttpRequestOptions {
  readonly signal?: AbortSignal;
  /** Whether the address may be on a private network; false unless said. */
  readonly privateAddresses?: boolean;
  /** How much of the answer is read; 1 MiB unless said. `request` leaves out what is beyond, for `open` it is a fault. */
  readonly answerBytesMax?: number;
}

/** The whole body as text, cut where the request's options say. */
export type HttpResponse = WholeAnswer;

export interface HttpStream extends Omit<HttpResponse, 'text'> {
  readonly body: AsyncIterable<Buffer>;
  /** For whoever does not want the body. One of the two must be taken, or the connection is held until the time is over. */
  discard(): void;
}

/** No whole answer came. `reached` is false only when the request cannot have arrived. */
export class HttpFault extends Error {
  readonly reached: boolean;
  /** The address, or where its name leads, is on a private network, which was not allowed. */
  readonly toPrivate: boolean;

  constructor(message: string, options: { reached: boolean; toPrivate?: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'HttpFault';
    this.reached = options.reached;
    this.toPrivate = options.toPrivate ?? false;
  }
}

const bodyBytesMax = 1024 * 1024;
/** A healthy server accepts a connection well within this; below the 15 s an adapter gives the whole request. */
const connectTimeoutMs = 5000;
/** Connections to one server. With 50 ms an answer this carries 5,000 requests a second; more wait for their place. */
const connectionsMax = 256;

export function createHttpClient(): HttpClient {
  const common = { connections: connectionsMax, pipelining: 1 };
  const places = createPlaces(connectionsMax);
  const anywhere = new Agent({ ...common, connect: { timeout: connectTimeoutMs } });
  const publicOnly = new Agent({ ...common, connect: { timeout: connectTimeoutMs, lookup: publicLookup } });

  /** Asks when there is a place for it; `end` gives the place back, and is called by itself when the time is over or the asking failed. */
  async function begin<T>(
    request: HttpRequest,
    options: HttpRequestOptions,
    ask: (agent: Agent, asked: Dispatcher.RequestOptions, signal: AbortSignal) => Promise<T>,
  ): Promise<Exchange<T>> {
    refuseInsideTransaction('An HTTP request');
    const url = new URL(request.url);
    const privateAllowed = options.privateAddresses === true;
    if (!privateAllowed && isPrivateHost(url))
      throw new HttpFault('The address is on a private network.', { reached: false, toPrivate: true });
    const deadline = startDeadline(request.timeoutMs, options.signal);
    const leave = await places.enter(url.origin, deadline.signal).catch((error: unknown) => {
      deadline.clear();
      throw new HttpFault('Too much was under way to this server: its turn never came.', { reached: false, cause: error });
    });
    const end = once(() => {
      deadline.signal.removeEventListener('abort', end);
      deadline.clear();
      leave();
    });
    deadline.signal.addEventListener('abort', end);
    try {
      return { answer: await ask(privateAllowed ? anywhere : publicOnly, toOptions(url, request), deadline.signal), end };
    } catch (error) {
      end();
      throw toFault(error);
    }
  }

  return {
    async request(request, options = {}) {
      const most = options.answerBytesMax ?? bodyBytesMax;
      const { answer, end } = await begin(request, options, (agent, asked, signal) => askWhole(agent, asked, { signal, most }));
      end();
      return answer;
    },
    async open(request, options = {}) {
      const exchange = await begin(request, options, (agent, asked, signal) => agent.request({ ...asked, signal }));
      return toStream(exchange, options.answerBytesMax ?? bodyBytesMax);
    },
    async close() {
      await Promise.all([anywhere.close(), publicOnly.close()]);
    },
  };
}

interface Exchange<T> {
  readonly answer: T;
  end(): void;
}

function toOptions(url: URL, { method, headers, body }: HttpRequest): Dispatcher.RequestOptions {
  return { origin: url.origin, path: url.pathname + url.search, method, headers, body: body ?? null };
}

function toStream({ answer, end }: Exchange<Dispatcher.ResponseData>, most: number): HttpStream {
  return {
    status: answer.statusCode,
    headers: flatten(answer.headers),
    body: reading(answer.body, { most, end }),
    discard() {
      end();
      answer.body.on('error', () => undefined).destroy();
    },
  };
}

async function* reading(body: Dispatcher.ResponseData['body'], { most, end }: { most: number; end(): void }): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) throw new HttpFault(`The answer is longer than ${most} bytes.`, { reached: true });
      yield chunk;
    }
  } catch (error) {
    throw toFault(error);
  } finally {
    end();
  }
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}

interface Deadline {
  readonly signal: AbortSignal;
  clear(): void;
}

/** Aborts after the time, or with the caller's signal; cheaper than composing AbortSignals for each message. */
function startDeadline(timeoutMs: number, signal: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error(`No whole answer within ${timeoutMs} ms.`)), timeoutMs);
  const stop = () => controller.abort(new Error('The program is stopping.'));
  if (signal?.aborted) stop();
  else signal?.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    },
  };
}

/** The connection was never made, or the TLS handshake failed: not one byte of the request left. */
const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EPRIVATE',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** What a person should read of the faults they can mend. */
const sentences = new Map([
  ['EPRIVATE', 'The name leads to an address on a private network'],
  ['ENOTFOUND', 'There is no such name'],
  ['EAI_AGAIN', 'The name could not be looked up'],
  ['ECONNREFUSED', 'Nobody listens there'],
  ['CERT_HAS_EXPIRED', 'The certificate has expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'The certificate belongs to another name'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'The certificate is signed by nobody who is known'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'The certificate is signed by nobody who is known'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'The certificate came without those it is signed with'],
]);

function toFault(error: unknown): unknown {
  if (error instanceof HttpFault) return error;
  const fault = error as Error & { code?: string; errors?: readonly { code?: string }[] };
  // Trying several addresses of one name fails with one error for each.
  const codes = fault.errors?.map((one) => one.code) ?? [fault.code];
  const reached = !codes.every((code) => code !== undefined && neverLeft.has(code));
  const known = [...new Set(codes.filter((code) => code !== undefined))];
  const sentence = sentences.get(known[0] ?? '') ?? 'The connection failed';
  return new HttpFault(known.length === 0 ? fault.message : `${sentence} (${known.join(', ')}).`, {
    reached,
    toPrivate: codes.includes('EPRIVATE'),
    cause: error,
  });
}
