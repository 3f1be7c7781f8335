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

/** How a query goes to the database. */
export interface Way {
  readonly engine: Engine;
  /** Enters role and organization. */
  enter(): Statement;
  /** Asked before every query made outside a transaction. */
  check(): void;
  /** How long the database may be silent. */
  answerMs(): number;
}

/**
 * Kysely over an engine of ours. Every query, and every transaction as its first act, enters a role and an organization;
 * a query outside a transaction does so in the same round trip.
 */
export class ScriptDialect implements Dialect {
  readonly #way: Way;

  constructor(way: Way) {
    this.#way = way;
  }

  createAdapter(): DialectAdapter {
    return new PostgresAdapter();
  }

  createDriver(): Driver {
    return new ScriptDriver(this.#way);
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new PostgresIntrospector(db);
  }

  createQueryCompiler(): QueryCompiler {
    return new PostgresQueryCompiler();
  }
}

class ScriptDriver implements Driver {
  readonly #way: Way;

  constructor(way: Way) {
    this.#way = way;
  }

  async init(): Promise<void> {
    // The engine is open already.
  }

  async acquireConnection(): Promise<ScriptConnection> {
    return new ScriptConnection(this.#way);
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
  readonly #way: Way;
  /** The session held for an open transaction. */
  #held: Connection | null = null;
  #giveBack: () => void = () => undefined;

  constructor(way: Way) {
    this.#way = way;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statement = plain(query.sql, query.parameters as readonly Value[]);
    const result = this.#held ? lastOf(await this.#held.run([statement])) : await this.#alone(statement);
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.count) };
  }

  async #alone(statement: Statement): Promise<Result> {
    const { engine, enter, check, answerMs } = this.#way;
    check();
    return lastOf(await engine.use(statement.text.slice(0, 80), (connection) => connection.run([enter(), statement]), answerMs()));
  }

  /** Takes a session out of the engine and keeps it until `release`. */
  async begin(): Promise<void> {
    const { engine, enter, check, answerMs } = this.#way;
    check();
    const done = new Promise<void>((resolve) => {
      this.#giveBack = resolve;
    });
    this.#held = await new Promise<Connection>((resolve, reject) => {
      const hold = async (connection: Connection) => {
        resolve(connection);
        await done;
      };
      engine.use('transaction', hold, answerMs()).catch(reject);
    });
    await this.#held.run([plain('begin'), enter()]);
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
