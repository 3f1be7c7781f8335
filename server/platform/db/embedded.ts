import { Worker } from 'node:worker_threads';
import { Parser } from 'pg-protocol/dist/parser.js';
import { BadStart } from '#platform/errors.ts';
import type { Log } from '#platform/log.ts';
import { programFile } from '#platform/program.ts';
import { createRoomCheck, roomIn, roomLeast } from './disk-room.ts';
import { type Connection, DatabaseUnreachable, type Engine, type Result, type Statement } from './statement.ts';
import { encodeFile, encodeScript, ScriptReader } from './wire.ts';

/** How long one holder may keep the only session before the watchdog names it: a transaction is meant to be some 20 ms of SQL. */
const heldTooLongMs = 1000;
/** At boot nobody else waits yet. */
const mayTakeLong: ReadonlySet<string> = new Set(['migrate']);

/**
 * The embedded engine: PGlite in a worker thread, one session, taken in turns. `folder` null keeps it in memory (tests).
 * PGlite makes no fsync call; what is promised across a power cut is the journal's business (server/inbox/journal.ts).
 * While its disk is full it counts as unreachable, and is there again when there is room. Throws `BadStart` when it is full already.
 */
export async function openEmbedded(folder: string | null, log: Log): Promise<Engine> {
  if (folder !== null && roomIn(folder) < roomLeast)
    throw new BadStart([
      `The disk of ${folder} has less than ${roomLeast / 1024 / 1024} MiB left. Make room, or move the data folder, and start again.`,
    ]);
  const requireRoom = folder === null ? () => undefined : createRoomCheck(() => roomIn(folder), log);
  const thread = await startWorker(folder);
  const known = new Set<string>();
  let turn: Promise<unknown> = Promise.resolve();
  let holder = '';
  /** Work that holds the session or waits for it. */
  let users = 0;

  const run = (statements: readonly Statement[]) => exchange(encodeScript(statements, known));

  async function exchange({ bytes, parses }: { bytes: Buffer; parses: string[] }): Promise<Result[]> {
    const answer = await thread.exchange(bytes);
    const reader = new ScriptReader();
    let parsed = 0;
    new Parser().parse(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength), (message) => {
      // A statement counts as prepared once the server said so: after an error the later ones were never parsed.
      if (message.name === 'parseComplete') known.add(parses[parsed++] ?? '');
      else reader.take(message);
    });
    known.delete('');
    return reader.finish();
  }

  const connection: Connection = {
    run,
    async runFile(text) {
      await exchange({ bytes: encodeFile(text), parses: [] });
    },
  };

  return {
    kind: 'embedded',
    sessions: () => ({ used: Math.min(users, 1), idle: users > 0 ? 0 : 1, waiting: Math.max(0, users - 1) }),
    use(label, work) {
      users += 1;
      const mine = turn.then(async () => {
        holder = label;
        const started = performance.now();
        try {
          requireRoom();
          return await work(connection);
        } finally {
          users -= 1;
          const held = Math.round(performance.now() - started);
          if (held > heldTooLongMs && !mayTakeLong.has(holder)) log.warn({ holder, held }, 'the embedded database was held too long');
        }
      });
      turn = mine.catch(() => undefined);
      return mine;
    },
    async close() {
      await turn;
      await thread.close();
    },
  };
}

interface Thread {
  exchange(bytes: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

async function startWorker(folder: string | null): Promise<Thread> {
  const worker = new Worker(programFile('server/platform/db/embedded-worker.ts'), { workerData: { folder } });
  const waiting = new Map<number, { resolve: (bytes: Uint8Array) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let gone: Error | null = null;

  function fail(error: Error): void {
    gone = error;
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  }
  worker.on('message', (answer: { id: number; bytes?: Uint8Array; fault?: string }) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.bytes) one?.resolve(answer.bytes);
    else one?.reject(new DatabaseUnreachable(`The embedded database failed: ${answer.fault}`));
  });
  worker.on('error', (error) => fail(new DatabaseUnreachable('The embedded database stopped.', error)));
  worker.on('exit', () => fail(new DatabaseUnreachable('The embedded database is closed.')));

  function ask(request: { bytes?: Uint8Array; close?: true }): Promise<Uint8Array> {
    if (gone) return Promise.reject(gone);
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, ...request });
    });
  }
  await new Promise<void>((resolve, reject) => waiting.set(0, { resolve: () => resolve(), reject }));

  return {
    exchange: (bytes) => ask({ bytes }),
    async close() {
      const exited = new Promise((resolve) => worker.once('exit', resolve));
      await ask({ close: true });
      await exited;
    },
  };
}
