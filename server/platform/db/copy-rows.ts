import { createHash } from 'node:crypto';
import type { Database } from './database.ts';
import { plain } from './sql.ts';
import type { Connection } from './statement.ts';
import { listTablesInOrder } from './table-order.ts';

/**
 * Rows of whole tables as text, out of one database and into another: backups, restoring, and moving to a server. A row is a line of JSON, the
 * text of each column in order, which both engines write and read the same way. Everything here works as the owner.
 */
export interface TableShape {
  /** `public.contacts`, as SQL writes it. */
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** The columns that tell a row from every other. */
  readonly key: readonly string[];
  /** Columns by which a row refers to another of the same table. */
  readonly own: readonly string[];
}

/** What a table held: enough to know whether a copy is the same, in whatever order it is read. */
export interface TableSum {
  readonly rows: number;
  /** The sum of the SHA-256 of all lines, in hexadecimal. */
  readonly digest: string;
}

/** Rows read and written by one statement. */
const slice = 500;

/** Times and bytes as the same text everywhere, until the transaction ends. */
export const plainTexts = plain(
  "select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true), set_config('bytea_output', 'hex', true)",
);

const shapes = `
  select format('%I.%I', n.nspname, c.relname) as name,
    (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    (select json_agg(a.attname order by array_position(i.indkey::int[], a.attnum::int)) from pg_index i
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey) where i.indrelid = c.oid and i.indisprimary) as key,
    (select json_agg(distinct a.attname) from pg_constraint f join pg_attribute a on a.attrelid = c.oid and a.attnum = any (f.conkey)
      where f.contype = 'f' and f.conrelid = c.oid and f.confrelid = c.oid and not a.attnotnull) as own
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'auth')`;

/** Every table with what must be known to copy it, those first that others refer to. */
export async function describeTables(database: Database): Promise<TableShape[]> {
  const [found] = await database.asOwner('shapes', [plain(shapes)]);
  const byName = new Map((found?.rows ?? []).map((row) => [row.name as string, row]));
  return (await listTablesInOrder(database)).map((name) => {
    const row = byName.get(name) as unknown as { columns: TableShape['columns']; key: string[] | null; own: string[] | null };
    if (!row.key) throw new Error(`${name} has no primary key, so its rows cannot be told apart.`);
    return { name, columns: row.columns, key: row.key, own: row.own ?? [] };
  });
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Whether its rows are organizations', or the organizations themselves. */
export function isTenant(table: TableShape): boolean {
  return table.name === organizations || table.columns.some(({ name }) => name === 'organization_id');
}

const organizations = 'public.organizations';
const ownerOf = (name: string) => (name === organizations ? 'id' : 'organization_id');

/**
 * Every row of a table as lines, or every row of one organization, slice by slice in the order of its key. In one snapshot, when the transaction
 * that is open says so.
 */
export async function* readLines(
  connection: Connection,
  { name, columns, key }: TableShape,
  organizationId: string | null = null,
): AsyncGenerator<readonly string[]> {
  const typeOf = new Map(columns.map((column) => [column.name, column.type]));
  const keys = key.map(quoted).join(', ');
  const own = organizationId === null ? [] : [organizationId];
  const places = key.map((column, index) => `$${index + 1 + own.length}::text::${typeOf.get(column)}`).join(', ');
  const line = `json_build_array(${columns.map((column) => `${quoted(column.name)}::text`).join(', ')})::text as line`;
  const marks = key.map((column, index) => `${quoted(column)}::text as key${index}`).join(', ');
  const mine = organizationId === null ? 'true' : `${ownerOf(name)} = $1`;
  const text = (after: boolean) =>
    `select ${line}, ${marks} from ${name} where ${mine} ${after ? `and (${keys}) > (${places})` : ''} order by ${keys} limit ${slice}`;
  for (let last: readonly string[] | null = null; ; ) {
    const [found] = await connection.run([plain(text(last !== null), [...own, ...(last ?? [])])]);
    const rows = found?.rows ?? [];
    if (rows.length > 0) yield rows.map((row) => row.line as string);
    if (rows.length < slice) return;
    last = key.map((_, index) => rows.at(-1)?.[`key${index}`] as string);
  }
}

/** Writes lines as they were read. What a row says of others of its table is left out, for `writeOwn` afterwards. */
export async function writeLines(connection: Connection, { name, columns, own }: TableShape, lines: readonly string[]): Promise<void> {
  for (let from = 0; from < lines.length; from += slice) {
    const values = columns.map((column, index) => (own.includes(column.name) ? 'null' : `(r ->> ${index})::${column.type}`)).join(', ');
    const into = columns.map((column) => quoted(column.name)).join(', ');
    const text = `insert into ${name} (${into}) overriding system value select ${values} from json_array_elements($1::text::json) r`;
    await connection.run([plain(text, [`[${lines.slice(from, from + slice).join(',')}]`])]);
  }
}

/** What rows say of others of their table, once all of them are there. */
export async function writeOwn(connection: Connection, { name, columns, key, own }: TableShape, lines: readonly string[]): Promise<void> {
  if (own.length === 0) return;
  const place = (column: string) => {
    const index = columns.findIndex((one) => one.name === column);
    return `(r ->> ${index})::${columns[index]?.type}`;
  };
  const sets = own.map((column) => `${quoted(column)} = ${place(column)}`).join(', ');
  const same = key.map((column) => `t.${quoted(column)} = ${place(column)}`).join(' and ');
  const any = own.map((column) => `${place(column)} is not null`).join(' or ');
  const text = `update ${name} t set ${sets} from json_array_elements($1::text::json) r where ${same} and (${any})`;
  for (let from = 0; from < lines.length; from += slice)
    await connection.run([plain(text, [`[${lines.slice(from, from + slice).join(',')}]`])]);
}

/** So that the next number given out is none that is there. */
export async function setSequences(connection: Connection, { name }: TableShape): Promise<void> {
  const [found] = await connection.run([
    plain('select attname from pg_attribute where attrelid = $1::text::regclass and attidentity <> $2', [name, '']),
  ]);
  for (const { attname } of (found?.rows ?? []) as { attname: string }[]) {
    const top = `(select max(${quoted(attname)}) from ${name})`;
    await connection.run([plain(`select setval(pg_get_serial_sequence($1, $2), ${top}) where ${top} is not null`, [name, attname])]);
  }
}

/** Whether triggers of ours act: rows that are copied happened already. References between tables are checked all the same. */
export async function setTriggers(connection: Connection, tables: readonly TableShape[], on: boolean): Promise<void> {
  for (const { name } of tables) await connection.run([plain(`alter table ${name} ${on ? 'enable' : 'disable'} trigger user`)]);
}

/** Empties every table: for one in which nobody has an account yet, and no organization is. */
export async function emptyTables(connection: Connection, tables: readonly TableShape[]): Promise<void> {
  for (const { name } of tables.toReversed()) await connection.run([plain(`delete from ${name}`)]);
}

/** Whether there is nothing in it that anybody would miss. */
export async function isEmpty(database: Database): Promise<boolean> {
  const [there] = await database.asOwner('empty', [plain("select to_regclass('public.organizations') is not null as there")]);
  if (!there?.rows[0]?.there) return true;
  const [found] = await database.asOwner('empty', [
    plain('select not exists (select from organizations) and not exists (select from auth."user") as empty'),
  ]);
  return found?.rows[0]?.empty === true;
}

const modulus = 1n << 256n;

/** Adds up lines, whatever their order. */
export function createSum(): { add(lines: readonly string[]): void; read(): TableSum } {
  let rows = 0;
  let sum = 0n;
  return {
    add(lines) {
      rows += lines.length;
      for (const line of lines) sum = (sum + BigInt(`0x${createHash('sha256').update(line).digest('hex')}`)) % modulus;
    },
    read: () => ({ rows, digest: sum.toString(16).padStart(64, '0') }),
  };
}

/** What a table holds now; of one organization, when one is named. */
export async function sumTable(connection: Connection, table: TableShape, organizationId: string | null = null): Promise<TableSum> {
  const sum = createSum();
  for await (const lines of readLines(connection, table, organizationId)) sum.add(lines);
  return sum.read();
}
