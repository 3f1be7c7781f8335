import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BadStart } from '#platform/errors.ts';
import type { Database } from './database.ts';
import { plain } from './sql.ts';
import { type Connection, DatabaseError } from './statement.ts';

/**
 * Migrations are SQL files in one ordered sequence ("0003-conversations.sql"), each applied once, in a transaction, by the
 * owner. A file that was applied may never change: its hash is checked at every start.
 */
export interface Migration {
  readonly name: string;
  readonly text: string;
}

/** Any number will do as long as no other program on the same database uses it: "baraza" on a telephone's keys. */
const advisoryLock = 227_292;

/** Reads the folders' files into one sequence. Throws `BadStart` when two files claim the same place. */
export function readMigrations(folders: readonly string[]): Migration[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .map((name) => join(folder, name)),
  );
  const migrations = files.map((path) => ({ name: basename(path, '.sql'), text: readFileSync(path, 'utf8') }));
  migrations.sort((a, b) => (a.name < b.name ? -1 : 1));
  const faults = migrations
    .filter((one, index) => index > 0 && one.name.slice(0, 4) === migrations[index - 1]?.name.slice(0, 4))
    .map((one) => `Two migrations have the number ${one.name.slice(0, 4)}; give ${one.name} the next free one.`);
  if (faults.length > 0) throw new BadStart(faults);
  return migrations;
}

/** Brings the database to the newest state. Returns the names of what was applied now. */
export async function migrate(database: Database, migrations: readonly Migration[], now: Date): Promise<string[]> {
  return database.engine.use('migrate', async (connection) => {
    await prepare(connection);
    const applied: string[] = [];
    for (const migration of migrations) {
      if (await apply(connection, migration, now)) applied.push(migration.name);
    }
    return applied;
  });
}

/** What stands between a database and this program's migrations. */
export interface MigrationState {
  /** Not applied yet. */
  readonly pending: readonly string[];
  /** Applied, and other than the file of that name. */
  readonly changed: readonly string[];
  /** Applied by a newer program. */
  readonly unknown: readonly string[];
}

/** Looks, and changes nothing: also at a database that has never been migrated. */
export async function readMigrationState(database: Database, migrations: readonly Migration[]): Promise<MigrationState> {
  const applied = new Map((await listApplied(database)).map(({ name, hash }) => [name, hash]));
  const names = new Set(migrations.map(({ name }) => name));
  return {
    pending: migrations.filter(({ name }) => !applied.has(name)).map(({ name }) => name),
    changed: migrations.filter((one) => applied.has(one.name) && applied.get(one.name) !== hashOf(one)).map(({ name }) => name),
    unknown: [...applied.keys()].filter((name) => !names.has(name)),
  };
}

/** What was applied, in order; nothing, where nothing ever was. */
export async function listApplied(database: Database): Promise<{ name: string; hash: string }[]> {
  const [there] = await database.asOwner('migrations', [plain("select to_regclass('public.migrations') is not null as there")]);
  if (!there?.rows[0]?.there) return [];
  const [found] = await database.asOwner('migrations', [plain('select name, hash from migrations order by name')]);
  return (found?.rows ?? []) as { name: string; hash: string }[];
}

function hashOf({ text }: Migration): string {
  return createHash('sha256').update(text).digest('hex');
}

async function apply(connection: Connection, migration: Migration, now: Date): Promise<boolean> {
  const hash = hashOf(migration);
  await connection.run([plain('begin'), plain('select pg_advisory_xact_lock($1)', [advisoryLock])]);
  try {
    const [found] = await connection.run([plain('select hash from migrations where name = $1', [migration.name])]);
    const known = found?.rows[0]?.hash;
    if (known !== undefined) {
      await connection.run([plain('rollback')]);
      if (known !== hash) throw new BadStart([`The migration ${migration.name} was changed after it was applied. Add a new one instead.`]);
      return false;
    }
    await connection.runFile(migration.text);
    await connection.run([
      plain('insert into migrations (name, hash, applied_at) values ($1, $2, $3)', [migration.name, hash, now]),
      plain('commit'),
    ]);
    return true;
  } catch (error) {
    if (!(error instanceof BadStart)) await connection.run([plain('rollback')]).catch(() => undefined);
    throw error instanceof DatabaseError ? new BadStart([`The migration ${migration.name} failed: ${error.message}`]) : error;
  }
}

// Whoever makes a role is a member of it since PostgreSQL 16, but may not become it: that is a right of its own there.
const mayEnter = "case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end";

/** The two roles the program works under, and the list of what was applied. */
async function prepare(connection: Connection): Promise<void> {
  await connection.run([
    plain('create table if not exists migrations (name text primary key, hash text not null, applied_at timestamptz not null)'),
  ]);
  for (const role of ['baraza_app', 'baraza_auth']) await prepareRole(connection, role);
}

/** Roles belong to the whole server: another program, on another database of it, may be making the same one right now. */
const roleAttempts = 3;

async function prepareRole(connection: Connection, role: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const missing = await missingFor(connection, role);
    if (missing.length === 0) return;
    try {
      for (const statement of missing) await connection.run([plain(statement)]);
      return;
    } catch (error) {
      if (attempt < roleAttempts) continue;
      const asked = missing.join('; ').replace('current_user', '<the user in DATABASE_URL>');
      throw new BadStart([
        `The database user may not set up the role ${role} (${(error as Error).message}). Run this once as the database's administrator: ${asked};`,
      ]);
    }
  }
}

async function missingFor(connection: Connection, role: string): Promise<string[]> {
  const [exists, mine] = await connection.run([
    plain('select 1 from pg_roles where rolname = $1', [role]),
    plain(`select 1 from pg_roles where rolname = $1 and pg_has_role(current_user, oid, ${mayEnter})`, [role]),
  ]);
  return [...(exists?.count === 0 ? [`create role ${role} nologin`] : []), ...(mine?.count === 0 ? [`grant ${role} to current_user`] : [])];
}
