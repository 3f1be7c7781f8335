import pg from 'pg';
import type { BackendMessage } from 'pg-protocol/dist/messages.js';
import type { Log } from '#platform/log.ts';
import { type Connection, DatabaseUnreachable, type Engine, type Result } from './statement.ts';
import { encodeFile, encodeScript, ScriptReader } from './wire.ts';

/** How long to wait for a free or new connection: with the statement itself a webhook must be refused within 2 s. */
const connectTimeoutMs = 1500;
/** An idle connection that died without a word (a firewall, a cable) is noticed after this long and some ten seconds. */
const keepAliveMs = 10_000;

/** The parts of pg's connection object that a submittable query is given. */
interface WireConnection {
  stream: { write(bytes: Buffer): void };
  on(event: 'parseComplete', listener: () => void): void;
  off(event: 'parseComplete', listener: () => void): void;
}

/** PostgreSQL over `pg`, with our own query object: a whole script in one write, one answer. */
export function openPostgres(url: string, options: { connections: number; log: Log }): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections,
    connectionTimeoutMillis: connectTimeoutMs,
    // Idle connections go after a minute, so that a quiet installation holds no server memory.
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
    application_name: 'baraza',
  });
  pool.on('error', (error) => options.log.warn({ code: (error as { code?: string }).code }, 'an idle database connection was lost'));
  // One that is lost in use fails its script; it also says so here, and without a listener that would end the program.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const knownBy = new WeakMap<pg.PoolClient, Set<string>>();

  return {
    kind: 'postgresql',
    async use(_label, work, answerMs) {
      const began = performance.now();
      const client = await pool.connect().catch((error: unknown) => {
        throw new DatabaseUnreachable('The database cannot be reached.', error);
      });
      const known = knownBy.get(client) ?? new Set<string>();
      knownBy.set(client, known);
      let limitMs = answerMs === undefined ? undefined : answerMs - (performance.now() - began);
      let broken: DatabaseUnreachable | undefined;
      async function send(request: Request): Promise<Result[]> {
        // Nothing comes back on it any more: what follows (a rollback) must not wait for that once again.
        if (broken) throw broken;
        try {
          return await within(limitMs, submit(client, request, known));
        } catch (error) {
          if (error instanceof DatabaseUnreachable && !isCancelled(error.cause)) broken = error;
          throw error;
        } finally {
          limitMs = answerMs;
        }
      }
      const connection: Connection = {
        run: (statements) => send(() => encodeScript(statements, known)),
        async runFile(text) {
          await send(() => ({ bytes: encodeFile(text), parses: [] }));
        },
      };
      try {
        return await work(connection);
      } finally {
        client.release(broken);
      }
    },
    sessions: () => ({ used: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}

/** Real time, not the program's clock: a connection does not wait for a test. */
async function within<T>(milliseconds: number | undefined, answer: Promise<T>): Promise<T> {
  if (milliseconds === undefined) return answer;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseUnreachable('The database did not answer in time.')), milliseconds);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The server gave up, whatever was asked: it may well be asked again
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html). Null: it said no to the statement.
 */
function whyGivenUp(code: string): string | null {
  if (isCancelled({ code })) return 'The database took too long.';
  // Idle within a transaction, or a transaction too long: the session is gone.
  if (code === '25P03' || code === '25P04') return 'The database ended the transaction.';
  return code.startsWith('57P') ? 'The database is shutting down.' : null;
}

/** Cancelled by a time limit or an administrator, or a lock that did not come: the session is as good as before. */
function isCancelled(cause: unknown): boolean {
  const code = (cause as { code?: string } | undefined)?.code;
  return code === '57014' || code === '55P03';
}

/** Encoded when the session is free to take it, so that it knows what the session has prepared by then. */
type Request = () => { bytes: Buffer; parses: string[] };

function submit(client: pg.PoolClient, request: Request, known: Set<string>): Promise<Result[]> {
  return new Promise((resolve, reject) => {
    client.query(new Script(request, known, { resolve, reject }) as unknown as pg.Submittable);
  });
}

interface Settle {
  resolve(results: Result[]): void;
  reject(error: unknown): void;
}

/** What pg calls a Submittable: it writes the request itself and is handed the answer's messages. */
class Script {
  readonly #request: Request;
  readonly #known: Set<string>;
  readonly #settle: Settle;
  readonly #reader = new ScriptReader();
  #parses: string[] = [];
  #parsed = 0;
  #connection: WireConnection | null = null;

  constructor(request: Request, known: Set<string>, settle: Settle) {
    this.#request = request;
    this.#known = known;
    this.#settle = settle;
  }

  submit(connection: WireConnection): null {
    const { bytes, parses } = this.#request();
    this.#parses = parses;
    this.#connection = connection;
    connection.on('parseComplete', this.#onParse);
    connection.stream.write(bytes);
    return null;
  }

  readonly #onParse = (): void => {
    const name = this.#parses[this.#parsed++];
    if (name) this.#known.add(name);
  };

  #end(): void {
    this.#connection?.off('parseComplete', this.#onParse);
  }

  handleRowDescription(message: BackendMessage): void {
    this.#reader.take(message);
  }

  handleDataRow(message: BackendMessage): void {
    this.#reader.take(message);
  }

  handleCommandComplete(message: BackendMessage): void {
    this.#reader.take(message);
  }

  handleEmptyQuery(): void {
    this.#reader.takeCompletion('0');
  }

  handlePortalSuspended(): void {
    // Execute is sent without a row limit, so a portal is never suspended.
  }

  handleError(error: Error & { code?: string; severity?: string }): void {
    this.#end();
    // An answer of the server has a severity; anything else means the connection is gone and nothing is known.
    if (!error.severity) {
      this.#settle.reject(new DatabaseUnreachable('The connection to the database was lost.', error));
      return;
    }
    const gaveUp = whyGivenUp(error.code ?? '');
    if (gaveUp !== null) {
      this.#settle.reject(new DatabaseUnreachable(gaveUp, error));
      return;
    }
    this.#reader.take({ ...error, name: 'error', message: error.message } as unknown as BackendMessage);
    try {
      this.#reader.finish();
    } catch (failure) {
      this.#settle.reject(failure);
    }
  }

  handleReadyForQuery(): void {
    this.#end();
    try {
      this.#settle.resolve(this.#reader.finish());
    } catch (failure) {
      this.#settle.reject(failure);
    }
  }
}
