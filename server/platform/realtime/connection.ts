import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'socket.io';
import type { Ended, Hello } from '#contract/realtime.ts';
import type { Caller } from '#platform/auth/authenticate.ts';
import type { Feed } from './feed.ts';
import type { Visitor } from './presence.ts';
import type { Watcher } from './watchers.ts';

/** Somebody who is connected. */
export interface Connection {
  readonly connecting: Connecting;
  readonly socket: Socket;
  /** As it was when they were last looked at. */
  caller: Caller;
  watcher: Watcher | null;
}

/** What a connection was opened with. It is what it is asked by again, as long as it lasts. */
export interface Connecting {
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly host: string;
  readonly address: string;
  readonly organization: string | undefined;
}

/** Batches that wait to go out to somebody whose line is slow. */
const waitingMax = 20;

type Numbers = Pick<Feed<object>, 'epoch' | 'sequence'>;

export function helloTo({ caller }: Connection, feed: Numbers): Hello {
  const { actor, organization } = caller;
  return {
    epoch: feed.epoch,
    sequence: feed.sequence(organization.id),
    memberId: actor.kind === 'member' ? actor.id : null,
    organizationId: organization.id,
  };
}

export function visitorOf({ caller, socket }: Connection): Visitor {
  return { organizationId: caller.organization.id, memberId: caller.actor.id, connection: socket.id };
}

/** Tells why, and ends it. */
export function end({ socket }: Connection, ended: Ended): void {
  socket.emit('ended', ended);
  socket.disconnect(true);
}

/** The connection as one who is told things. Who could not follow is greeted anew as soon as they can. */
export function toWatcher(connection: Connection, feed: Numbers): Watcher {
  const { socket, caller } = connection;
  let waiting = 0;
  const watcher: Watcher = {
    organizationId: caller.organization.id,
    get actor() {
      return connection.caller.actor;
    },
    known: feed.sequence(caller.organization.id),
    behind: false,
    isFull: () => waiting >= waitingMax,
    send(batch) {
      waiting += 1;
      socket.emit('changes', { epoch: feed.epoch, ...batch });
    },
  };
  socket.conn.on('drain', () => {
    waiting = 0;
    if (!watcher.behind) return;
    watcher.behind = false;
    const hello = helloTo(connection, feed);
    watcher.known = hello.sequence;
    socket.emit('hello', hello);
  });
  return watcher;
}
