import type { Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/db/database.ts';
import { type DatabaseFacts, readDatabaseFacts } from '#platform/db/examine.ts';
import { readMigrationState, readMigrations } from '#platform/db/migrate.ts';
import { migrationFolders } from '#server/modules.ts';
import type { App } from './app.ts';
import { clockSecondsMax, type Finding, fine, look, wrong } from './finding.ts';

export interface DatabaseParts {
  readonly app: Pick<App, 'registry'>;
  readonly database: Database;
  readonly clock: Clock;
}

const majorLeast = 15;

export async function examineDatabase(config: Config, { database, clock, app }: DatabaseParts): Promise<readonly Finding[]> {
  const began = performance.now();
  const facts = await readDatabaseFacts(database);
  const took = Math.round(performance.now() - began);
  const tenants = app.registry.tables.filter(({ tenancy }) => tenancy === 'organization').length;
  return [
    examineVersion(config, facts, took),
    ...(await examineMigrations({ database })),
    examineRights(facts, tenants),
    ...(config.databaseUrl === null ? [] : examineServer(config, facts, clock.now())),
  ];
}

function examineVersion({ databaseUrl }: Config, { version, major, bytes }: DatabaseFacts, took: number): Finding {
  const size = `${Math.round(bytes / 1024 / 1024)} MiB`;
  if (databaseUrl === null) return fine('database', `The embedded database answers (${size}, ${took} ms).`);
  if (major < majorLeast) return wrong('database', `PostgreSQL ${version} is too old.`, `Move to PostgreSQL ${majorLeast} or newer.`);
  return fine('database', `PostgreSQL ${version} answers (${size}, ${took} ms).`);
}

async function examineMigrations({ database }: Pick<DatabaseParts, 'database'>): Promise<readonly Finding[]> {
  const { pending, changed, unknown } = await readMigrationState(database, readMigrations(migrationFolders));
  if (changed.length > 0)
    return [
      wrong(
        'migrations',
        `Changed since they were applied: ${changed.join(', ')}.`,
        'Run the version whose files they are. A file that was released never changes.',
      ),
    ];
  if (pending.length > 0)
    return [
      wrong('migrations', `${pending.length} are left to apply, the first is ${pending[0]}.`, 'Restart the server: it applies them.'),
    ];
  if (unknown.length > 0)
    return [look('migrations', `A newer version has applied ${unknown.length} that this one does not know.`, 'Upgrade this process too.')];
  return [fine('migrations', 'The database is of this version.')];
}

function examineRights({ mightyRoles, unprotected }: DatabaseFacts, tenants: number): Finding {
  if (mightyRoles.length > 0)
    return wrong(
      'row-level security',
      `${mightyRoles.join(', ')} may step around it.`,
      mightyRoles.map((role) => `alter role ${role} nosuperuser nobypassrls;`).join(' '),
    );
  if (unprotected.length > 0)
    return wrong(
      'row-level security',
      `It is off for ${unprotected.join(', ')}.`,
      unprotected.map((table) => `alter table ${table} enable row level security;`).join(' '),
    );
  return fine('row-level security', `It is on for all ${tenants} tables of organizations, and the program's roles cannot step around it.`);
}

/** What only a server of its own can have wrong. */
function examineServer({ databaseConnections }: Config, facts: DatabaseFacts, ours: Date): readonly Finding[] {
  const findings: Finding[] = [];
  if (!facts.fsync)
    findings.push(wrong('durability', 'PostgreSQL runs with fsync off: a power cut destroys the database.', 'Set fsync = on.'));
  if (!facts.synchronousCommit)
    findings.push(
      wrong('durability', 'synchronous_commit is off: what was answered 200 may be lost in a power cut.', 'Set synchronous_commit = on.'),
    );
  if (facts.fsync && facts.synchronousCommit) findings.push(fine('durability', 'PostgreSQL syncs what it has committed.'));
  const free = facts.connectionsMax - facts.connectionsUsed;
  const connections = `${facts.connectionsUsed} of ${facts.connectionsMax} connections are used; this process opens up to ${databaseConnections}.`;
  findings.push(
    free < databaseConnections
      ? look('connections', connections, 'Raise max_connections, or lower DATABASE_CONNECTIONS.')
      : fine('connections', connections),
  );
  const seconds = Math.round(Math.abs(facts.now.getTime() - ours.getTime()) / 1000);
  findings.push(
    seconds > clockSecondsMax
      ? wrong('clock', `The clock of the database differs from ours by ${seconds} s.`, 'Let both machines keep their time by NTP.')
      : fine('clock', 'Our clock and that of the database agree.'),
  );
  return findings;
}
