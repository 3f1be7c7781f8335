import { Database } from '#platform/db/database.ts';
import { openEmbedded } from '#platform/db/embedded.ts';
import { migrate, readMigrations } from '#platform/db/migrate.ts';
import { plain } from '#platform/db/sql.ts';
import { createLog } from '#platform/log.ts';
import { migrationFolders } from '#server/modules.ts';

const types: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  _text: 'string[]',
  bytea: 'Buffer',
  bool: 'boolean',
  int2: 'number',
  float8: 'number',
  int4: 'number',
  int8: 'number',
  timestamptz: 'Timestamp',
  jsonb: 'Json',
};

/** server/platform/db/tables.generated.ts: the types of the tables, from a freshly migrated database. */
export async function generateTables(): Promise<string> {
  const database = new Database(await openEmbedded(null, createLog('silent')));
  await migrate(database, readMigrations(migrationFolders), new Date(0));
  const [result] = await database.asOwner('generate', [
    plain(`select table_schema as schema, table_name as "table", column_name as "column", udt_name as type,
                  is_nullable = 'YES' as nullable, column_default is not null as "default", is_generated = 'ALWAYS' as computed
           from information_schema.columns
           where table_schema in ('public', 'auth') and table_name <> 'migrations'
           order by table_schema desc, table_name, ordinal_position`),
  ]);
  await database.close();
  const tables = new Map<string, string[]>();
  for (const row of result?.rows ?? []) {
    const name = row.schema === 'public' ? String(row.table) : `${row.schema}.${row.table}`;
    const base = types[String(row.type)];
    if (!base) throw new Error(`Say in tools/generate/tables.ts what ${row.type} (${name}.${row.column}) is in TypeScript.`);
    const type = row.nullable ? `${base} | null` : base;
    const lines = tables.get(name) ?? [];
    const column = row.computed ? `ColumnType<${type}, never, never>` : row.default ? `Generated<${type}>` : type;
    lines.push(`    ${row.column}: ${column};`);
    tables.set(name, lines);
  }
  const body = [...tables].map(([name, lines]) => `  ${/\W/.test(name) ? `'${name}'` : name}: {\n${lines.join('\n')}\n  };`);
  return `// Made by \`npm run generate\` from the migrated database. Do not edit.
import type { ColumnType, Generated as KyselyGenerated } from 'kysely';

type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : KyselyGenerated<T>;
type Timestamp = ColumnType<Date, Date, Date>;
/** Read as a value, written as JSON text. */
// biome-ignore lint/suspicious/noExplicitAny: what a jsonb column holds is known to the room that owns it.
type Json = ColumnType<any, string, string>;

export interface Tables {
${body.join('\n')}
}
`;
}
