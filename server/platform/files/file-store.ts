import type { Database, Db, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

const keepBlob = prepared<RowOf<'file_blobs', 'key'>>(`
  insert into file_blobs (organization_id, hash, key, size, used_at) values ($1, $2, $3, $4, $5)
  on conflict (organization_id, hash) do update set used_at = excluded.used_at returning key`);

export interface Blob {
  readonly hash: string;
  readonly key: string;
  readonly size: number;
}

/** The key under which these bytes lie, or are to be put. From now on they are safe from being collected for an hour. */
export async function claimBlob(database: Database, organizationId: string, blob: Blob, now: Date): Promise<string> {
  const { kept } = await database.script('keep blob', organizationId, {
    kept: keepBlob(organizationId, blob.hash, blob.key, blob.size, now),
  });
  return kept.rows[0]?.key ?? blob.key;
}

export interface NewFile {
  readonly id: string;
  readonly hash: string;
  readonly mediaType: string;
  readonly name: string | null;
  readonly conversationId: string | null;
}

const insertFile = prepared(`
  insert into files (organization_id, id, hash, media_type, name, conversation_id, created_at) values ($1, $2, $3, $4, $5, $6, $7)`);

export async function addFile(database: Database, organizationId: string, file: NewFile, now: Date): Promise<void> {
  await database.script('add file', organizationId, {
    added: insertFile(organizationId, file.id, file.hash, file.mediaType, file.name, file.conversationId, now),
  });
}

export interface FileRow {
  readonly id: string;
  readonly organizationId: string;
  readonly mediaType: string;
  readonly name: string | null;
  readonly conversationId: string | null;
  readonly createdAt: Date;
  readonly size: number;
  readonly key: string;
}

/** Those of the files that there are. */
export async function findFiles(db: Db, ids: readonly string[]): Promise<FileRow[]> {
  const rows = await db
    .selectFrom('files as f')
    .innerJoin('file_blobs as b', (join) => join.onRef('b.organization_id', '=', 'f.organization_id').onRef('b.hash', '=', 'f.hash'))
    .select(['f.id', 'f.organization_id', 'f.media_type', 'f.name', 'f.conversation_id', 'f.created_at', 'b.size', 'b.key'])
    .where('f.id', 'in', [...ids])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organizationId: row.organization_id,
    mediaType: row.media_type,
    name: row.name,
    conversationId: row.conversation_id,
    createdAt: row.created_at,
    size: row.size,
    key: row.key,
  }));
}

const dropUnused = prepared<RowOf<'file_blobs', 'key'>>(`
  delete from file_blobs b where b.organization_id = $1 and b.used_at < $2
    and not exists (select from files f where f.organization_id = b.organization_id and f.hash = b.hash)
  returning b.key`);

/** Forgets bytes that no file has any more; returns where they lie. */
export async function dropUnusedBlobs(database: Database, organizationId: string, before: Date): Promise<string[]> {
  const { dropped } = await database.script('drop unused blobs', organizationId, { dropped: dropUnused(organizationId, before) });
  return dropped.rows.map((row) => row.key);
}
