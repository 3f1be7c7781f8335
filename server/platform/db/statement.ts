/** A value that can travel to the database. Arrays become SQL arrays; objects must be passed as JSON text. */
export type Value = string | number | bigint | boolean | Date | Uint8Array | null | readonly (string | number | null)[];

export interface Statement<R extends object = Row> {
  readonly text: string;
  readonly values: readonly Value[];
  /** Set for statements that are prepared once per connection. Derived from the text: the same text is the same plan. */
  readonly name?: string;
  /** Never there: what a row of the answer looks like, said once beside the text. */
  readonly row?: R;
}

export type Row = Record<string, unknown>;

export interface Result<R extends object = Row> {
  readonly rows: R[];
  /** Rows touched by an insert, update, delete or select. */
  readonly count: number;
}

/**
 * One session of the database. `run` sends all statements whole: one round trip and, outside an open transaction, one
 * implicit transaction: all of them happen or none.
 */
export interface Connection {
  run(statements: readonly Statement<object>[]): Promise<Result[]>;
  /** A file of SQL, several statements, without values: migrations only. */
  runFile(text: string): Promise<void>;
}

/** A database engine: sessions on loan. */
export interface Engine {
  readonly kind: 'embedded' | 'postgresql';
  /**
   * `label` names the holder for the watchdog's warning. `answerMs` is how long a server may be silent, waiting for a session
   * included, before it counts as unreachable; without it there is no limit. The embedded one has no network to be lost in.
   */
  use<T>(label: string, work: (connection: Connection) => Promise<T>, answerMs?: number): Promise<T>;
  /** Sessions in use and idle, and work that waits for one. */
  sessions(): { readonly used: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

/** What the database said no to, with PostgreSQL's five-letter code (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
export class DatabaseError extends Error {
  readonly code: string;
  readonly constraint: string | undefined;

  constructor(message: string, code: string, options: { constraint?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'DatabaseError';
    this.code = code;
    this.constraint = options.constraint;
  }

  /** Another row already holds this unique key. */
  get isDuplicate(): boolean {
    return this.code === '23505';
  }
}

/** The database could not be reached, or did not answer in time. The caller may try again; nothing is known of the work. */
export class DatabaseUnreachable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DatabaseUnreachable';
  }
}
