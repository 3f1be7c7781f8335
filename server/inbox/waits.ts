import type { Said } from '#channels/channel.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { findUndecided } from './waits-store.ts';

/**
 * Requests that are held open until what is said to them is there. All of it is in the memory of the process that holds the connection:
 * while somebody waits, nothing is asked of the database. Whatever goes wrong here, messages are sent as if nobody had waited.
 */
export interface Waits {
  /** Begins to wait, before the messages are stored; null: not now. */
  begin(asked: Asked): Wait | null;
  /** A turn over these messages was committed. Called before what it said is sent. */
  decided(turn: DecidedTurn): void;
  /** Who takes what is said in this conversation in the answer to their request. */
  taker(conversationId: string): Taker | undefined;
  /** Whoever waits is answered with what is there, and nobody new waits. */
  stop(): void;
}

export interface Asked {
  readonly organizationId: string;
  readonly channelId: string;
  readonly providerIds: readonly string[];
  readonly seconds: number;
}

export interface DecidedTurn {
  readonly channelId: string;
  readonly conversationId: string;
  readonly providerIds: readonly string[];
  readonly replies: number;
}

interface Taker {
  offer(messages: readonly unknown[]): Promise<boolean>;
  decline(): void;
}

export interface Wait {
  /** The messages are stored; `fresh` are new. The others may have been decided long ago. */
  stored(fresh: readonly string[]): Promise<void>;
  /** What is said once all is decided, or the time is over; null: nobody is there any more to be told. */
  readonly collected: Promise<Said | null>;
  /** The answer was written, or never will be. Only the first call counts. */
  end(written: boolean): void;
}

/** One request that is held. */
interface Waiting {
  readonly asked: Asked;
  /** Messages that no turn has read yet. */
  readonly undecided: Set<string>;
  /** Conversations in which something was said that did not come here yet. */
  readonly expected: Set<string>;
  readonly messages: unknown[];
  readonly offers: ((written: boolean) => void)[];
  /** Something goes another way. */
  declined: boolean;
  /** What is said is written, or nobody is there any more. */
  over: boolean;
  /** Ends the waiting; only the first call counts. */
  finish(said: Said | null): void;
}

/** Each is an open connection, and a lane that is held for up to ten seconds. */
const waitingMax = 1000;

export function createWaits({ clock, database }: { clock: Clock; database: Database }): Waits {
  const open = new Set<Waiting>();
  const takers = new Map<string, Waiting>();
  let stopped = false;

  function expect(one: Waiting, conversationId: string): void {
    const before = takers.get(conversationId);
    one.expected.add(conversationId);
    takers.set(conversationId, one);
    if (before) decline(before, conversationId);
  }

  function leave(one: Waiting): void {
    open.delete(one);
    for (const conversationId of one.expected) if (takers.get(conversationId) === one) takers.delete(conversationId);
  }

  return {
    begin(asked) {
      if (stopped || open.size >= waitingMax) return null;
      const { promise: collected, resolve } = Promise.withResolvers<Said | null>();
      const one = openWaiting(asked, resolve);
      const cancel = clock.after(asked.seconds * 1000, () => one.finish({ messages: one.messages, done: false }));
      open.add(one);
      void collected.then(() => {
        cancel();
        leave(one);
      });
      return toWait(database, one, collected);
    },
    decided({ channelId, conversationId, providerIds, replies }) {
      const concerned = [...open].filter(
        ({ asked, undecided }) => asked.channelId === channelId && providerIds.filter((id) => undecided.delete(id)).length > 0,
      );
      // When one turn read messages of several requests, the last one is told: a person waits for the answer to what they wrote last.
      const last = replies > 0 ? concerned.at(-1) : undefined;
      if (last) expect(last, conversationId);
      for (const one of concerned) finishWhenWhole(one);
    },
    taker(conversationId) {
      const one = takers.get(conversationId);
      takers.delete(conversationId);
      return one && { offer: (messages) => offer(one, conversationId, messages), decline: () => decline(one, conversationId) };
    },
    stop() {
      stopped = true;
      for (const one of open) one.finish({ messages: one.messages, done: false });
    },
  };
}

function openWaiting(asked: Asked, resolve: (said: Said | null) => void): Waiting {
  const undecided = new Set(asked.providerIds);
  const one: Waiting = {
    asked,
    undecided,
    expected: new Set(),
    messages: [],
    offers: [],
    declined: false,
    over: false,
    finish(said) {
      one.over = true;
      resolve(said);
    },
  };
  return one;
}

function toWait(database: Database, one: Waiting, collected: Promise<Said | null>): Wait {
  return {
    collected,
    async stored(fresh) {
      const { organizationId, channelId, providerIds } = one.asked;
      const again = providerIds.filter((id) => !fresh.includes(id));
      const left = again.length === 0 ? [] : await findUndecided(database, organizationId, { channelId, providerIds: again });
      for (const id of again) if (!left.includes(id)) one.undecided.delete(id);
      finishWhenWhole(one);
    },
    end(written) {
      one.finish(null);
      for (const settle of one.offers.splice(0)) settle(written);
    },
  };
}

function finishWhenWhole(one: Waiting): void {
  if (one.undecided.size === 0 && one.expected.size === 0) one.finish({ messages: one.messages, done: !one.declined });
}

function offer(one: Waiting, conversationId: string, messages: readonly unknown[]): Promise<boolean> {
  // The time was over while this was made ready: their answer is written already.
  if (one.over) return Promise.resolve(false);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  one.messages.push(...messages);
  one.offers.push(resolve);
  one.expected.delete(conversationId);
  finishWhenWhole(one);
  return promise;
}

function decline(one: Waiting, conversationId: string): void {
  one.declined = true;
  one.expected.delete(conversationId);
  finishWhenWhole(one);
}
