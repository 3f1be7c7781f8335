import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, type Selectable } from 'kysely';
import { ScriptDialect } from './dialect.ts';
import { prepared } from './sql.ts';
import { type Connection, DatabaseUnreachable, type Engine, type Result, type Row, type Statement } from './statement.ts';
import type { Tables } from './tables.generated.ts';

/** Ordinary queries of one organization, or of one transaction of it. */
export type Db = Kysely<Tables>;

/** Columns of a table as they are read: `RowOf<'contacts', 'id' | 'name'>`. */
export type RowOf<Table extends keyof Tables, Column extends keyof Tables[Table] & keyof Selectable<Tables[Table]>> = Readonly<
  Pick<Selectable<Tables[Table]>, Column>
>;

/** The statements of a script by name, in the order in which they run; one that is undefined is left out. */
export type Script = Readonly<Record<string, Statement<object> | undefined>>;

/** What each statement of a script answered, under its name. One that was undefined answered nothing. */
export type Answers<S extends Script> = { readonly [Name in keyof S]: Result<S[Name] extends Statement<infer R> | undefined ? R : Row> };

/** The role under which every statement at run time works: no bypass of row-level security, owner of nothing. */
export type Role = 'baraza_app' | 'baraza_auth';

// One statement sets all; `true` makes it end with the transaction, so a pooled session never carries a tenant over.
const enterStatement = prepared(`
  select set_config('role', $1, true), set_config('app.organization', $2, true), set_config('statement_timeout', $3, true),
    set_config('idle_in_transaction_session_timeout', $4, true)`);

/** A transaction is SQL and nothing else: one whose program fell silent gives its locks back after this long. */
const idleInTransactionMs = 10_000;
/**
 * Ordinary work takes milliseconds. Without an answer for so long its connection died without a word; waiting for the network to
 * notice takes a quarter of an hour, in which its organization would stand still.
 */
const answerMs = 20_000;
/** While somebody waits for an answer: they are told within two seconds that there is none. */
const waitedForMs = 1900;
/** The server gives up a little earlier than we do: it then keeps the session, and no lock is held for nobody. */
const earlierMs = 200;

const waiting = new AsyncLocalStorage<{ open: boolean; failure: DatabaseUnreachable | null }>();

/**
 * Work that somebody waits for: each answer of the database must come within two seconds, and after one that did not, the rest of
 * this work does not ask again. What it started and leaves behind is ordinary work again.
 */
export async function waitedFor<T>(work: () => Promise<T>): Promise<T> {
  const mark = { open: true, failure: null };
  try {
    return await waiting.run(mark, work);
  } finally {
    mark.open = false;
  }
}

function limitMs(): number {
  return waiting.getStore()?.open ? waitedForMs : answerMs;
}

/** Remembers for whoever waits that the database is away. */
async function unlessAway<T>(ask: () => Promise<T>): Promise<T> {
  const mark = waiting.getStore();
  if (!mark?.open) return ask();
  if (mark.failure) throw mark.failure;
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DatabaseUnreachable) mark.failure = error;
    throw error;
  }
}

/**
 * For hot scripts: every table is reached by key (`id = any (…)`, or a lateral look-up of one row). Planning once is then safe
 * and saves up to 1 ms a statement; without sequential scans a plan made over an empty table still fits when the table has
 * grown. Which of several indexes is taken still depends on statistics, so a young table needs `createUpkeep` beside this.
 * Compiling such a plan (jit) would take a second for a statement of a millisecond.
 */
const enterHot = prepared(`
  select set_config('role', 'baraza_app', true), set_config('app.organization', $1, true), set_config('plan_cache_mode', 'force_generic_plan', true),
    set_config('jit', 'off', true), set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('statement_timeout', $2, true)`);

/** Who has a transaction open on this path of calls; empty outside. */
const openTransaction = new AsyncLocalStorage<{ label: string; open: boolean }>();

/**
 * Throws when a transaction is open on this path of calls. On the embedded engine a second query would wait for ever; on a
 * server it would quietly escape the transaction. A model or HTTP call would hold the database while the world answers.
 */
export function refuseInsideTransaction(what: string): void {
  const store = openTransaction.getStore();
  if (store?.open)
    throw new Error(`${what} inside the open transaction "${store.label}": use the transaction's own handle, or do it after.`);
}

const nothing: Result = { rows: [], count: 0 };

export class Database {
  readonly engine: Engine;
  /** Round trips made so far; the tests count them. */
  roundTrips = 0;
  /** Told how long each script took, waiting for a session included. */
  onScript: (label: string, seconds: number) => void = () => undefined;

  constructor(engine: Engine) {
    const counted = (connection: Connection): Connection => ({
      run: (statements) => {
        this.roundTrips += 1;
        return connection.run(statements);
      },
      runFile: connection.runFile,
    });
    this.engine = {
      kind: engine.kind,
      use: (label, work, limit) => unlessAway(() => engine.use(label, (connection) => work(counted(connection)), limit)),
      sessions: () => engine.sessions(),
      close: () => engine.close(),
    };
  }

  /**
   * A hot stage: all statements in one round trip and one transaction, as the application's role in one organization
   * (null: in none, where only the directory's functions give an answer). Returns each statement's result under its name.
   */
  async script<S extends Script>(label: string, organization: string | null, statements: S): Promise<Answers<S>> {
    refuseInsideTransaction(`The script "${label}"`);
    const all: Statement<object>[] = [enterHot(organization ?? '', this.#statementMs())];
    for (const name in statements) if (statements[name]) all.push(statements[name]);
    const began = performance.now();
    const results = await this.engine.use(label, (connection) => connection.run(all), limitMs());
    this.onScript(label, (performance.now() - began) / 1000);
    const answers: Record<string, Result> = {};
    let next = 1;
    for (const name in statements) answers[name] = (statements[name] && results[next++]) ?? nothing;
    return answers as Answers<S>;
  }

  /** Ordinary queries for one organization. Each query is its own transaction unless made through `inTransaction`. */
  of(organization: string | null, role: Role = 'baraza_app'): Db {
    return new Kysely<Tables>({
      dialect: new ScriptDialect({
        engine: this.engine,
        enter: () => enterStatement(role, organization ?? '', this.#statementMs(), this.#idleMs()),
        check: () => refuseInsideTransaction('A query'),
        answerMs: limitMs,
      }),
    });
  }

  /** As the owner, outside every organization: migrations, boot, statistics, checkpoints; without limit, so never for a request. */
  async asOwner(label: string, statements: readonly Statement<object>[]): Promise<Result[]> {
    return this.engine.use(label, (connection) => connection.run(statements));
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  /** A server's own limits. The embedded engine has no timer to keep one, and one that strikes ends its only session for good. */
  #statementMs(): string {
    return this.engine.kind === 'postgresql' ? String(limitMs() - earlierMs) : '0';
  }

  #idleMs(): string {
    return this.engine.kind === 'postgresql' ? String(idleInTransactionMs) : '0';
  }
}

/**
 * Runs `work` in one transaction and hands it a scope whose `db` is that transaction. SQL only: another handle, an HTTP
 * call or a model call inside throws. All of it happens or none.
 */
export async function inTransaction<S extends { readonly db: Db }, T>(scope: S, label: string, work: (scope: S) => Promise<T>): Promise<T> {
  refuseInsideTransaction(`The transaction "${label}"`);
  return scope.db.transaction().execute(async (transaction) => {
    const mark = { label, open: true };
    try {
      return await openTransaction.run(mark, () => work({ ...scope, db: transaction }));
    } finally {
      mark.open = false;
    }
  });
}
