import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
  type QueryResult,
} from 'kysely';
import { plain } from './sql.ts';
import type { Connection, Engine, Result, Statement, Value } from './statement.ts';

/**
 * Kysely over an engine of ours. Every query, and every transaction as its first act, enters a role and an organization;
 * a query outside a transaction does so in the same round trip.
 */
export class ScriptDialect implements Dialect {
  readonly #engine: Engine;
  readonly #enter: Statement;
  readonly #check: () => void;

  /** `check` is asked before every query made outside a transaction. */
  constructor(engine: Engine, enter: Statement, check: () => void) {
    this.#engine = engine;
    this.#enter = enter;
    this.#check = check;
  }

  createAdapter(): DialectAdapter {
    return new PostgresAdapter();
  }

  createDriver(): Driver {
    return new ScriptDriver(this.#engine, this.#enter, this.#check);
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new PostgresIntrospector(db);
  }

  createQueryCompiler(): QueryCompiler {
    return new PostgresQueryCompiler();
  }
}

class ScriptDriver implements Driver {
  readonly #engine: Engine;
  readonly #enter: Statement;
  readonly #check: () => void;

  constructor(engine: Engine, enter: Statement, check: () => void) {
    this.#engine = engine;
    this.#enter = enter;
    this.#check = check;
  }

  async init(): Promise<void> {
    // The engine is open already.
  }

  async acquireConnection(): Promise<ScriptConnection> {
    return new ScriptConnection(this.#engine, this.#enter, this.#check);
  }

  async beginTransaction(connection: ScriptConnection): Promise<void> {
    await connection.begin();
  }

  async commitTransaction(connection: ScriptConnection): Promise<void> {
    await connection.end('commit');
  }

  async rollbackTransaction(connection: ScriptConnection): Promise<void> {
    await connection.end('rollback');
  }

  async releaseConnection(connection: ScriptConnection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    // The engine outlives every Kysely made on it.
  }
}

class ScriptConnection implements DatabaseConnection {
  readonly #engine: Engine;
  readonly #enter: Statement;
  readonly #check: () => void;
  /** The session held for an open transaction. */
  #held: Connection | null = null;
  #giveBack: () => void = () => undefined;

  constructor(engine: Engine, enter: Statement, check: () => void) {
    this.#engine = engine;
    this.#enter = enter;
    this.#check = check;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statement = plain(query.sql, query.parameters as readonly Value[]);
    const result = this.#held ? lastOf(await this.#held.run([statement])) : await this.#alone(statement);
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.count) };
  }

  async #alone(statement: Statement): Promise<Result> {
    this.#check();
    return lastOf(await this.#engine.use(statement.text.slice(0, 80), (connection) => connection.run([this.#enter, statement])));
  }

  /** Takes a session out of the engine and keeps it until `release`. */
  async begin(): Promise<void> {
    this.#check();
    const done = new Promise<void>((resolve) => {
      this.#giveBack = resolve;
    });
    this.#held = await new Promise<Connection>((resolve, reject) => {
      this.#engine
        .use('transaction', async (connection) => {
          resolve(connection);
          await done;
        })
        .catch(reject);
    });
    await this.#held.run([plain('begin'), this.#enter]);
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    await this.#held?.run([plain(how)]);
  }

  release(): void {
    this.#held = null;
    this.#giveBack();
  }

  // biome-ignore lint/correctness/useYield: Kysely asks for it; long results are read in pages instead.
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Streaming is not used: read in pages.');
  }
}

function lastOf(results: readonly Result[]): Result {
  return results.at(-1) ?? { rows: [], count: 0 };
}
