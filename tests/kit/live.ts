import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { io, type Socket } from 'socket.io-client';
import { type Around, type Change, ChangeBatch, Ended, Hello, type Presence } from '#contract/realtime.ts';
import { testUrl } from './app.ts';

/** A page that is open, as far as it is told what changes. */
export interface Page {
  readonly hello: Hello;
  /** Everything that was told so far. */
  readonly changes: Change[];
  readonly batches: ChangeBatch[];
  /** The first told change like this, from the one with this number on; perhaps one that is still to come. */
  told(like: Partial<Change>, from?: number): Promise<Change>;
  look(conversationId: string | null): Promise<Presence & { error?: { code: string } }>;
  around(): Promise<Around & { error?: { code: string } }>;
  type(conversationId: string, typing: boolean): Promise<Presence & { error?: { code: string } }>;
  /** Why the server ended it, once it has. */
  readonly ended: Promise<Ended>;
  /** Raw, for what a page of ours would never say. */
  readonly socket: Socket;
  close(): void;
}

export interface Opening {
  readonly cookie?: string;
  readonly key?: string;
  readonly organization?: string;
  readonly origin?: string | null;
}

/** Where a server listens; it begins to, if it does not yet. */
export async function listening(server: FastifyInstance): Promise<string> {
  if (!server.server.listening) await server.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

/** Opens a page; rejects with `{code, message}` when it is refused. */
export async function openPage(server: FastifyInstance, { cookie, key, organization, origin = testUrl }: Opening): Promise<Page> {
  const socket = io(await listening(server), {
    path: '/realtime',
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: organization === undefined ? {} : { organization },
    extraHeaders: {
      ...(cookie === undefined ? {} : { cookie }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(origin === null ? {} : { origin }),
    },
  });
  const changes: Change[] = [];
  const batches: ChangeBatch[] = [];
  const wake: (() => void)[] = [];
  socket.on('changes', (batch) => {
    const read = ChangeBatch.parse(batch);
    batches.push(read);
    changes.push(...read.changes);
    for (const one of wake.splice(0)) one();
  });
  const ended = new Promise<Ended>((resolve) => socket.once('ended', (why) => resolve(Ended.parse(why))));
  const hello = await new Promise<Hello>((resolve, reject) => {
    socket.once('hello', (said) => resolve(Hello.parse(said)));
    socket.once('connect_error', (error: Error & { data?: unknown }) => {
      socket.close();
      reject(error.data ?? error);
    });
  });
  return {
    hello,
    changes,
    batches,
    async told(like, from = 0) {
      for (;;) {
        const found = changes
          .slice(from)
          .find((change) => Object.entries(like).every(([name, value]) => change[name as keyof Change] === value));
        if (found) return found;
        await new Promise<void>((resolve) => wake.push(resolve));
      }
    },
    look: (conversationId) => socket.emitWithAck('look', { conversationId }),
    around: () => socket.emitWithAck('around', {}),
    type: (conversationId, typing) => socket.emitWithAck('typing', { conversationId, typing }),
    ended,
    socket,
    close: () => void socket.close(),
  };
}
