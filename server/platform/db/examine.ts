import type { Database } from './database.ts';
import { plain } from './sql.ts';

/** What `baraza doctor` wants to know of a database. Asked as the owner. */
export interface DatabaseFacts {
  /** "17.4" */
  readonly version: string;
  readonly major: number;
  readonly now: Date;
  readonly fsync: boolean;
  readonly synchronousCommit: boolean;
  readonly connectionsMax: number;
  readonly connectionsUsed: number;
  readonly bytes: number;
  /** Of the two roles the program works under: those with a right that makes row-level security worth nothing. */
  readonly mightyRoles: readonly string[];
  /** Tables with an organization and without row-level security. */
  readonly unprotected: readonly string[];
}

const facts = `
  select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major, clock_timestamp() as now,
    current_setting('fsync') = 'on' as fsync, current_setting('synchronous_commit') <> 'off' as synchronous_commit,
    current_setting('max_connections')::int as connections_max, (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as connections_used,
    pg_database_size(current_database()) as bytes,
    array(select rolname::text from pg_roles where rolname in ('baraza_app', 'baraza_auth') and (rolsuper or rolbypassrls) order by 1) as mighty_roles,
    array(select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relrowsecurity
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped) order by 1) as unprotected`;

/** The same under the names of its columns. */
interface FactsRow {
  readonly version: string;
  readonly major: number;
  readonly now: Date;
  readonly fsync: boolean;
  readonly synchronous_commit: boolean;
  readonly connections_max: number;
  readonly connections_used: number;
  readonly bytes: number;
  readonly mighty_roles: string[];
  readonly unprotected: string[];
}

export async function readDatabaseFacts(database: Database): Promise<DatabaseFacts> {
  const [found] = await database.asOwner('examine', [plain(facts)]);
  const [first] = found?.rows ?? [];
  const { version, major, now, fsync, bytes, unprotected, ...row } = first as unknown as FactsRow;
  return {
    version,
    major,
    now,
    fsync,
    bytes,
    unprotected,
    synchronousCommit: row.synchronous_commit,
    connectionsMax: row.connections_max,
    connectionsUsed: row.connections_used,
    mightyRoles: row.mighty_roles,
  };
}
