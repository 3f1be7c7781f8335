import { createHash } from 'node:crypto';
import pg from 'pg';
import { Database } from '#platform/db/database.ts';
import { openEmbedded } from '#platform/db/embedded.ts';
import { migrate, readMigrations } from '#platform/db/migrate.ts';
import { openPostgres } from '#platform/db/postgres.ts';
import { prepared } from '#platform/db/sql.ts';
import type { Statement } from '#platform/db/statement.ts';
import { listTablesInOrder } from '#platform/db/table-order.ts';
import { createLog } from '#platform/log.ts';
import { migrationFolders } from '#server/modules.ts';
import { testStart } from './clock.ts';
import { eventually } from './eventually.ts';

/**
 * The real database in every test: one for each vitest worker, migrated once and emptied between tests (a few
 * milliseconds). PGlite in memory, or PostgreSQL when BARAZA_TEST_DATABASE_URL names a server: then each worker makes a
 * database of its own on it.
 */
export async function openTestDatabase(): Promise<Database> {
  const shared = globalThis as { barazaTestDatabase?: Promise<Database> };
  shared.barazaTestDatabase ??= open();
  return shared.barazaTestDatabase;
}

async function open(): Promise<Database> {
  const url = process.env.BARAZA_TEST_DATABASE_URL;
  const log = createLog('silent');
  const engine = url ? openPostgres(await ownDatabase(url), { connections: 4, log }) : await openEmbedded(null, log);
  const database = new Database(engine);
  await migrate(database, readMigrations(migrationFolders), testStart);
  await resetDatabase(database);
  return database;
}

/** Roles are the whole server's, so workers that migrate at the same moment would make them twice: one after the other. */
const migrationLock = 227_293;

async function ownDatabase(url: string): Promise<string> {
  // Two checkouts may use one server at the same time.
  const checkout = createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 6);
  const name = `baraza_test_${checkout}_${process.env.VITEST_POOL_ID ?? '0'}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name}`);
    for (const role of ['baraza_app', 'baraza_auth']) {
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      if (rowCount === 0) await client.query(`create role ${role} nologin`);
    }
  } finally {
    await client.end();
  }
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

let deletions: Statement[] | null = null;

/** Empties every table, those first that refer to others. */
export async function resetDatabase(database: Database): Promise<void> {
  deletions ??= (await listTablesInOrder(database)).toReversed().map((table) => prepared(`delete from ${table}`)());
  const all = deletions;
  // People are called beside the message: what a test left under way may write once more, between two of these statements.
  await eventually(() => database.asOwner('reset', all));
}
