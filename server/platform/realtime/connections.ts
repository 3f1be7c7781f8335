import type { Socket } from 'socket.io';
import { type Caller, organizationHeader } from '#platform/auth/authenticate.ts';
import { Refusal } from '#platform/errors.ts';
import { places } from '#platform/log.ts';
import { type Connecting, type Connection, end, helloTo, toWatcher, visitorOf } from './connection.ts';
import { hear } from './hear.ts';
import type { RealtimeOptions } from './options.ts';
import { createWatchers } from './watchers.ts';

/** Who is connected, from their first word to their last. */
export interface Connections {
  /** Finds out who it is. Throws a refusal for whoever may not be connected. */
  introduce(connecting: Connecting, socket: Socket): Promise<void>;
  /** They are told things from now on. */
  begin(id: string): void;
  /** Everybody is looked at again, soon. */
  reconsider(): void;
  close(): void;
}

/** A session that ended, a role that changed: known after so long at most, also when another process was told. */
const reconsiderMs = 30_000;
/** Each time somebody signs in or out, at most so often. */
const reconsiderSoonMs = 1000;
/** More pages than this one person does not have open. */
const connectionsOfOneMax = 30;

export function createConnections<Change extends object>(options: RealtimeOptions<Change>): Connections {
  const { feed, presence, log, limits } = options;
  const onFault = (error: unknown) => log.warn({ err: places(error) }, 'changes could not be told; pages fetch again');
  const watchers = createWatchers(feed, options.audience, onFault);
  const connections = new Map<string, Connection>();
  const looking = lookAgain(options, connections);

  function leave(id: string): void {
    const connection = connections.get(id);
    connections.delete(id);
    if (connection?.watcher) watchers.remove(connection.watcher);
    if (connection) presence.leave(visitorOf(connection));
  }

  return {
    async introduce(connecting, socket) {
      if (looking.ended()) throw stopping();
      const caller = await authenticate(options, connecting).catch(async (error: unknown) => {
        if (error instanceof Refusal && error.status === 401) await limits.take('address', connecting.address);
        throw error;
      });
      const own = [...connections.values()].filter((one) => one.caller.actor.id === caller.actor.id);
      if (own.length >= connectionsOfOneMax) throw tooMany();
      // The organization by its id from now on: another one that they join makes the question no less clear.
      const again = { ...connecting, organization: connecting.headers.authorization ? undefined : caller.organization.id };
      connections.set(socket.id, { connecting: again, socket, caller, watcher: null });
      // Also when it never gets as far as being told things.
      socket.conn.once('close', () => leave(socket.id));
    },
    begin(id) {
      const connection = connections.get(id);
      if (!connection) return;
      connection.watcher = toWatcher(connection, feed);
      watchers.add(connection.watcher);
      hear(options, connection);
      connection.socket.emit('hello', helloTo(connection, feed));
    },
    reconsider: looking.soon,
    close() {
      looking.end();
      const { code, message } = stopping();
      for (const connection of connections.values()) end(connection, { code, message });
    },
  };
}

/** As a request that changes something would be: then a page of somebody else's is refused. Watching is no use of a session. */
function authenticate({ authenticator }: Pick<RealtimeOptions<object>, 'authenticator'>, connecting: Connecting): Promise<Caller> {
  const { headers, rawHeaders, host, organization } = connecting;
  const named = organization === undefined ? {} : { [organizationHeader]: organization };
  return authenticator.authenticate({ method: 'POST', headers: { ...headers, ...named }, host, raw: { rawHeaders }, quiet: true });
}

type Looking = Pick<RealtimeOptions<object>, 'authenticator' | 'clock'>;

/** Asks again and again who they are: rights end while a page is open. */
function lookAgain(options: Looking, connections: ReadonlyMap<string, Connection>) {
  const { clock } = options;
  let ended = false;
  let asked = false;

  async function look(connection: Connection): Promise<void> {
    try {
      connection.caller = await authenticate(options, connection.connecting);
    } catch (error) {
      // A database that is away says nothing of people, and is no reason to send them away.
      if (error instanceof Refusal && error.status < 500) end(connection, { code: error.code, message: error.message });
    }
  }

  async function lookAtAll(): Promise<void> {
    for (const connection of [...connections.values()]) await look(connection);
  }

  function tick(): void {
    void lookAtAll().finally(() => {
      if (!ended) cancel = clock.after(reconsiderMs, tick);
    });
  }
  let cancel = clock.after(reconsiderMs, tick);

  return {
    soon() {
      if (asked || connections.size === 0) return;
      asked = true;
      clock.after(reconsiderSoonMs, () => {
        asked = false;
        void lookAtAll();
      });
    },
    ended: () => ended,
    end() {
      ended = true;
      cancel();
    },
  };
}

function stopping(): Refusal {
  return new Refusal('unavailable', 'The program is stopping.', { status: 503 });
}

function tooMany(): Refusal {
  const message = `There are ${connectionsOfOneMax} connections of yours already. Close some pages.`;
  return new Refusal('too_many_requests', message, { status: 429 });
}
