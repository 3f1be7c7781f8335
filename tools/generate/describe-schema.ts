import type { Database } from '#platform/db/database.ts';
import { plain } from '#platform/db/sql.ts';

/** What a program relies on in a database: enough to know whether an earlier version can go on with a later one's. */
export interface Schema {
  readonly tables: Readonly<Record<string, TableInSchema>>;
  /** `directory_find(text, bytea[])` → what it returns. */
  readonly functions: Readonly<Record<string, string>>;
}

export interface TableInSchema {
  readonly columns: Readonly<Record<string, ColumnInSchema>>;
  /** Keys, references, checks and unique indexes: the columns each is about, and what it says. */
  readonly rules: Readonly<Record<string, { readonly columns: readonly string[]; readonly says: string }>>;
}

export interface ColumnInSchema {
  readonly type: string;
  /** Whether a row may be written that does not name it. */
  readonly optional: boolean;
  readonly nullable: boolean;
}

const columns = `
  select format('%s.%s', n.nspname, c.relname) as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    not a.attnotnull as nullable, (not a.attnotnull or a.atthasdef or a.attidentity <> '') as optional
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
  where c.relkind = 'r' and n.nspname in ('public', 'auth') and a.attnum > 0 and not a.attisdropped order by 1, 2`;

const rules = `
  select format('%s.%s', n.nspname, c.relname) as table, r.name, r.says, r.columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join lateral (
    select o.conname::text as name, pg_get_constraintdef(o.oid) as says,
      (select coalesce(json_agg(a.attname order by a.attname), '[]') from pg_attribute a where a.attrelid = c.oid and a.attnum = any (o.conkey)) as columns
    from pg_constraint o where o.conrelid = c.oid and o.contype in ('c', 'f', 'p', 'u', 'x')
    union all
    select x.relname::text, pg_get_indexdef(i.indexrelid),
      (select coalesce(json_agg(a.attname order by a.attname), '[]') from pg_attribute a where a.attrelid = c.oid and a.attnum = any (i.indkey))
    from pg_index i join pg_class x on x.oid = i.indexrelid
    where i.indrelid = c.oid and i.indisunique and not exists (select from pg_constraint o where o.conindid = i.indexrelid)) r on true
  where c.relkind = 'r' and n.nspname in ('public', 'auth') order by 1, 2`;

/** Our own, not those of extensions. */
const functions = `
  select p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name, coalesce(pg_get_function_result(p.oid), 'procedure') as result
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('public', 'auth') and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`;

export async function describeSchema(database: Database): Promise<Schema> {
  const [columnRows, ruleRows, functionRows] = await database.asOwner('schema', [plain(columns), plain(rules), plain(functions)]);
  const tables: Record<string, { columns: Record<string, ColumnInSchema>; rules: Record<string, { columns: string[]; says: string }> }> =
    {};
  const tableOf = (name: unknown) => (tables[name as string] ??= { columns: {}, rules: {} });
  for (const { table, name, type, nullable, optional } of columnRows?.rows ?? [])
    tableOf(table).columns[name as string] = { type: type as string, optional: optional === true, nullable: nullable === true };
  for (const { table, name, says, columns: about } of ruleRows?.rows ?? [])
    tableOf(table).rules[name as string] = { columns: about as string[], says: says as string };
  return {
    tables,
    functions: Object.fromEntries((functionRows?.rows ?? []).map(({ name, result }) => [name as string, result as string])),
  };
}
