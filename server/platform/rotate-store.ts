import type { Database } from './db/database.ts';
import { plain, prepared } from './db/sql.ts';

/** What replacing keys reads and writes. Each function is one short transaction, so that the program can go on working beside it. */

/** A sealed text and the one that takes its place. */
export interface Resealed {
  readonly id: string;
  readonly old: string;
  readonly sealed: string;
}

/** Rows that one statement changes. */
const slice = 200;

/** The lookup keys of earlier keys, by the id of the key that sealed them. */
export async function readLookups(database: Database): Promise<Map<string, string[]>> {
  const [found] = await database.asOwner('read lookup keys', [
    plain<{ key_id: string; sealed_key: string }>('select key_id, sealed_key from installation_keys order by key_id, place'),
  ]);
  const rows = (found?.rows ?? []) as { key_id: string; sealed_key: string }[];
  return new Map([...Map.groupBy(rows, (row) => row.key_id)].map(([id, some]) => [id, some.map((row) => row.sealed_key)]));
}

export async function insertLookups(database: Database, keyId: string, sealed: readonly string[]): Promise<void> {
  await database.asOwner(
    'store lookup keys',
    sealed.map((one, place) => plain('insert into installation_keys values ($1, $2, $3) on conflict do nothing', [keyId, place, one])),
  );
}

/** Those sealed with any other key. */
export async function deleteOtherLookups(database: Database, keyId: string): Promise<void> {
  await database.asOwner('forget lookup keys', [plain('delete from installation_keys where key_id <> $1', [keyId])]);
}

const readSealedKey = prepared<{ sealed_key: string }>('select sealed_key from organizations where id = $1');
const writeSealedKey = prepared('update organizations set sealed_key = $3 where id = $1 and sealed_key = $2');

export async function readOrganizationKeys(database: Database, organizationId: string): Promise<string> {
  const { read } = await database.script('read key', organizationId, { read: readSealedKey(organizationId) });
  return read.rows[0]?.sealed_key ?? '';
}

/** False: somebody else changed it meanwhile. */
export async function replaceOrganizationKeys(
  database: Database,
  organizationId: string,
  change: { old: string; sealed: string },
): Promise<boolean> {
  const { written } = await database.script('reseal key', organizationId, {
    written: writeSealedKey(organizationId, change.old, change.sealed),
  });
  return written.count > 0;
}

const readHashes = prepared<{ key_hash: Buffer }>(
  `select key_hash from directory where organization_id = $1 and (key_id is null or key_id = $2) limit ${slice}`,
);
const writeHashes = prepared(`
  update directory d set key_hash = c.carried, key_id = $2
  from (select unnest($3::bytea[]) as old, unnest($4::bytea[]) as carried) c
  where d.organization_id = $1 and d.key_hash = c.old and d.key_id is distinct from $2`);

// The secret before a key's rotation is told from the present one by its hash.
const writePrevious = prepared(`
  update api_keys k set previous_hash = c.carried
  from (select unnest($2::bytea[]) as old, unnest($3::bytea[]) as carried) c
  where k.organization_id = $1 and k.previous_hash = c.old`);

/** Carries some hashes over; returns how many. */
export async function carryHashes(
  database: Database,
  organizationId: string,
  { from, to, carry }: { from: string; to: string; carry(hash: Buffer): Buffer },
): Promise<number> {
  const { found } = await database.script('read hashes', organizationId, { found: readHashes(organizationId, from) });
  const old = found.rows.map((row) => row.key_hash);
  if (old.length === 0) return 0;
  const hex = (hash: Buffer) => `\\x${hash.toString('hex')}`;
  const carried = old.map((hash) => hex(carry(hash)));
  const before = old.map(hex);
  await database.script('carry hashes', organizationId, {
    carried: writeHashes(organizationId, to, before, carried),
    previous: writePrevious(organizationId, before, carried),
  });
  return old.length;
}

/** A sealed column of an organization's table, as it was declared. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
}

const onAnotherKey = (column: string) => `${column} is not null and split_part(${column}, '.', 2) <> $2`;

/** Some values of a column that are sealed with another key than this one, in the order of their ids. */
export async function readSealed(
  database: Database,
  organizationId: string,
  { table, column, keyId, after }: SealedColumn & { keyId: string; after: string | null },
): Promise<{ id: string; sealed: string }[]> {
  const text = `select id, ${column} as sealed from ${table}
    where organization_id = $1 and ${onAnotherKey(column)} and ($3::uuid is null or id > $3) order by id limit ${slice}`;
  const { found } = await database.script('read sealed', organizationId, {
    found: plain<{ id: string; sealed: string }>(text, [organizationId, keyId, after]),
  });
  return found.rows;
}

/** What was changed since it was read stays as it is. */
export async function writeSealed(
  database: Database,
  organizationId: string,
  { table, column }: SealedColumn,
  values: readonly Resealed[],
): Promise<void> {
  const text = `update ${table} t set ${column} = n.sealed
    from (select unnest($2::uuid[]) as id, unnest($3::text[]) as old, unnest($4::text[]) as sealed) n
    where t.organization_id = $1 and t.id = n.id and t.${column} = n.old`;
  const lists = [values.map((one) => one.id), values.map((one) => one.old), values.map((one) => one.sealed)];
  await database.script('write sealed', organizationId, { written: plain(text, [organizationId, ...lists]) });
}

/** How many values of an organization are on another key than those in use. */
export async function countOnOtherKeys(
  database: Database,
  organizationId: string,
  { masterKeyId, keyId, columns }: { masterKeyId: string; keyId: string; columns: readonly SealedColumn[] },
): Promise<number> {
  const count = (text: string, values: Parameters<typeof plain>[1]) =>
    plain<{ count: number }>(`select count(*)::int as count from ${text}`, values);
  const counts: Record<string, ReturnType<typeof count>> = {
    keys: count(`organizations o, unnest(string_to_array(o.sealed_key, ' ')) one where o.id = $1 and split_part(one, '.', 2) <> $2`, [
      organizationId,
      masterKeyId,
    ]),
    more: count(`organizations where id = $1 and strpos(sealed_key, ' ') > 0`, [organizationId]),
    hashes: count('directory where organization_id = $1 and key_id is distinct from $2', [organizationId, masterKeyId]),
  };
  for (const { table, column } of columns)
    counts[`${table}.${column}`] = count(`${table} where organization_id = $1 and ${onAnotherKey(column)}`, [organizationId, keyId]);
  const answers = await database.script('count old keys', organizationId, counts);
  return Object.values(answers).reduce((sum, { rows }) => sum + ((rows[0]?.count as number | undefined) ?? 0), 0);
}

/** Organizations whose key is sealed with none of these. Asked as the owner: at the start, across all of them. */
export async function countLocked(database: Database, keyIds: readonly string[]): Promise<number> {
  const [found] = await database.asOwner('locked organizations', [
    plain(
      `select count(*)::int as count from organizations o
       where exists (select from unnest(string_to_array(o.sealed_key, ' ')) one where split_part(one, '.', 2) <> all ($1::text[]))`,
      [keyIds],
    ),
  ]);
  return (found?.rows[0]?.count as number | undefined) ?? 0;
}
