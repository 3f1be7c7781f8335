import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Server as Engine } from 'engine.io';
import type { FastifyInstance } from 'fastify';
import type { Server as SocketServer } from 'socket.io';
import type { Ended } from '#contract/realtime.ts';
import { Refusal } from '#platform/errors.ts';
import { networkOf } from '#platform/http/limits.ts';
import { type Log, places } from '#platform/log.ts';
import type { Connecting } from './connection.ts';
import { type Connections, createConnections } from './connections.ts';
import type { RealtimeOptions } from './options.ts';

/** Telling pages what changes while they are open: Socket.IO on the web server's own port, over WebSocket alone. */
const realtimePath = '/realtime';

export interface Realtime {
  /** Somebody signed out, was disabled or got another role: everybody who is connected is looked at again, soon. */
  reconsider(): void;
}

/** A page says what somebody looks at, and that they write: a few words. */
const messageBytesMax = 4096;
/** How long a connection may take to say who it is. */
const introductionMs = 10_000;

/**
 * Answers at /realtime of a web server. The library is loaded with the first connection: an installation that nobody looks at pays nothing
 * for it (docs/running/realtime.md has the figures).
 */
export function attachRealtime<Change extends object>(server: FastifyInstance, options: RealtimeOptions<Change>): Realtime {
  const connections = createConnections(options);
  let loading: Promise<Loaded> | null = null;
  let stopped = false;

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // The socket is nobody's until the library has it.
    const dropped = () => socket.destroy();
    socket.on('error', dropped);
    try {
      loading ??= load(options, connections);
      const { engine } = await loading;
      socket.off('error', dropped);
      if (stopped) return void socket.destroy();
      engine.handleUpgrade(request as never, socket, head);
    } catch (error) {
      loading = null;
      options.log.error({ err: places(error) }, 'live connections cannot be made');
      socket.destroy();
    }
  }

  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => void upgrade(request, socket, head));
  // Before the web server waits for its connections to end: these would never.
  server.addHook('preClose', async () => {
    stopped = true;
    connections.close();
    const loaded = await loading?.catch(() => null);
    await loaded?.sockets.close();
  });
  return { reconsider: connections.reconsider };
}

/** Which requests may become something else than an answer; all others are answered as if they had not asked to. */
export function mayUpgrade(request: IncomingMessage): boolean {
  const [path = ''] = (request.url ?? '').split('?');
  return (path === realtimePath || path === `${realtimePath}/`) && request.headers.upgrade?.toLowerCase() === 'websocket';
}

interface Loaded {
  readonly engine: Engine;
  readonly sockets: SocketServer;
}

async function load<Change extends object>(options: RealtimeOptions<Change>, connections: Connections): Promise<Loaded> {
  const [{ Server: EngineServer }, { Server: Sockets }] = await Promise.all([import('engine.io'), import('socket.io')]);
  // WebSocket alone: one connection for each page, nothing to stick to one of several processes, and the browser always says its origin.
  const engine = new EngineServer({
    transports: ['websocket'],
    maxHttpBufferSize: messageBytesMax,
    perMessageDeflate: false,
    httpCompression: false,
  });
  const sockets = new Sockets({ serveClient: false, connectTimeout: introductionMs });
  sockets.bind(engine);
  sockets.use((socket, next) => {
    const { headers, auth } = socket.handshake;
    const { rawHeaders, socket: wire } = socket.request;
    const connecting: Connecting = {
      headers,
      rawHeaders,
      host: forwarded(options.trustProxy, headers['x-forwarded-host']) ?? headers.host ?? '',
      address: addressOf(options.trustProxy, headers['x-forwarded-for'], wire.remoteAddress ?? ''),
      organization: typeof auth.organization === 'string' ? auth.organization : undefined,
    };
    connections.introduce(connecting, socket).then(
      () => next(),
      (error: unknown) => next(Object.assign(new Error('refused'), { data: asEnded(options.log, error) })),
    );
  });
  sockets.on('connection', (socket) => connections.begin(socket.id));
  return { engine, sockets };
}

function asEnded(log: Log, error: unknown): Ended {
  if (error instanceof Refusal) return { code: error.code, message: error.message };
  log.error({ err: places(error) }, 'somebody could not be connected');
  return { code: 'internal_error', message: 'Something went wrong here. Try again.' };
}

function forwarded(trustProxy: boolean, header: string | string[] | undefined): string | undefined {
  const [first] = String(header ?? '').split(',');
  return trustProxy && first?.trim() ? first.trim() : undefined;
}

function addressOf(trustProxy: boolean, header: string | string[] | undefined, direct: string): string {
  const told = forwarded(trustProxy, header);
  return networkOf(told !== undefined && isIP(told) !== 0 ? told : direct);
}
