import { sql } from 'kysely';
import type { Database, Db, RowOf } from './db/database.ts';
import { prepared } from './db/sql.ts';
import { DatabaseError } from './db/statement.ts';
import type { MasterKey } from './secrets.ts';

/**
 * The directory leads from something a stranger presents (a key, a token, a number) to the organization and
 * object it belongs to. Only keyed hashes are stored.
 */
export interface DirectoryEntry {
  readonly kind: string;
  readonly value: string;
  readonly objectId: string;
  /** Whether the same value may lead to several objects. */
  readonly shared?: boolean;
}

/** Adds entries of the organization `db` is bound to. Throws a duplicate `DatabaseError` (`directory_unique_key`) when a value is taken. */
export async function addToDirectory(
  db: Db,
  masterKey: MasterKey,
  { organizationId, entries }: { organizationId: string; entries: readonly DirectoryEntry[] },
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ kind, value, objectId, shared = false }) => ({
    kind,
    key_hash: masterKey.lookupHash(kind, value),
    organization_id: organizationId,
    object_id: objectId,
    shared,
    key_id: masterKey.id,
  }));
  await refuseTaken(db, masterKey, entries);
  await db.insertInto('directory').values(rows).execute();
}

/** While the secret key is being replaced, a value may be taken under its earlier hash, which the index cannot know. */
async function refuseTaken(db: Db, masterKey: MasterKey, entries: readonly DirectoryEntry[]): Promise<void> {
  if (masterKey.previousId === null) return;
  for (const { kind, value, shared = false } of entries) {
    const [, before] = masterKey.lookupHashes(kind, value);
    if (shared || !before) continue;
    const taken = await sql`select from directory_find(${kind}, array[${before}::bytea])`.execute(db);
    if (taken.rows.length > 0)
      throw new DatabaseError('The value leads to another object.', '23505', { constraint: 'directory_unique_key' });
  }
}

/** Removes all that led to an object. */
export async function removeFromDirectory(db: Db, objectId: string): Promise<void> {
  await db.deleteFrom('directory').where('object_id', '=', objectId).execute();
}

const find = prepared<RowOf<'directory', 'organization_id' | 'object_id'>>(
  'select organization_id, object_id from directory_find($1, $2::bytea[])',
);

export interface Lead {
  readonly organizationId: string;
  readonly objectId: string;
}

/** Where a value leads, in whatever organization; null: nowhere. For kinds whose values lead to one object. */
export async function findInDirectory(
  database: Database,
  masterKey: MasterKey,
  { kind, value }: { kind: string; value: string },
): Promise<Lead | null> {
  const hashes = masterKey.lookupHashes(kind, value).map((hash) => `\\x${hash.toString('hex')}`);
  const { found } = await database.script(`find ${kind}`, null, { found: find(kind, hashes) });
  const [row] = found.rows;
  return row ? { organizationId: row.organization_id, objectId: row.object_id } : null;
}
