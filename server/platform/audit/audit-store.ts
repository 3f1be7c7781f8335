import type { Database, Db, RowOf } from '#platform/db/database.ts';
import { plain, prepared } from '#platform/db/sql.ts';

/** Any number will do that no other lock of an organization uses. */
const chainLock = 227_294;

const lock = prepared(`select pg_advisory_xact_lock(${chainLock}, hashtext($1))`);
const append = prepared(`
  insert into audit_entries (organization_id, position, at, actor_kind, actor_id, action, object, request_id, hash)
  select e.organization_id, e.position, e.at, e.actor_kind, e.actor_id, e.action, e.object, e.request_id,
    sha256(coalesce(l.hash, ''::bytea) || audit_text(row(e.organization_id, e.position, e.at, e.actor_kind, e.actor_id, e.action, e.object, e.request_id, null)::audit_entries))
  from (select $1::uuid as organization_id) o
  left join lateral (select a.position, a.hash from audit_entries a where a.organization_id = o.organization_id order by a.position desc limit 1) l on true
  cross join lateral (select o.organization_id, coalesce(l.position, 0) + 1 as position, $2::timestamptz as at, $3::text as actor_kind, $4::text as actor_id,
    $5::text as action, $6::text as object, $7::text as request_id) e`);

export interface NewEntry {
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string;
  readonly action: string;
  readonly object: string | null;
  readonly requestId: string;
}

/** The next entry of the organization's chain. One round trip; two at once wait for each other. */
export async function appendEntry(database: Database, organizationId: string, entry: NewEntry): Promise<void> {
  const { at, actorKind, actorId, action, object, requestId } = entry;
  await database.script('audit', organizationId, {
    locked: lock(organizationId),
    written: append(organizationId, at, actorKind, actorId, action, object, requestId),
  });
}

export type EntryRow = RowOf<'audit_entries', 'position' | 'at' | 'actor_kind' | 'actor_id' | 'action' | 'object' | 'request_id'>;

/** The newest first; one more than `limit`. */
export function listEntryRows(
  db: Db,
  organizationId: string,
  { limit, before }: { limit: number; before: number | null },
): Promise<EntryRow[]> {
  let query = db
    .selectFrom('audit_entries')
    .select(['position', 'at', 'actor_kind', 'actor_id', 'action', 'object', 'request_id'])
    .where('organization_id', '=', organizationId);
  if (before !== null) query = query.where('position', '<', before);
  return query
    .orderBy('position', 'desc')
    .limit(limit + 1)
    .execute();
}

const firstBroken = `
  select min(c.position) as position from (
    select e.position, e.hash, audit_text(e) as text, lag(e.hash) over w as before, lag(e.position) over w as place
    from audit_entries e where e.organization_id = $1 window w as (order by e.position)) c
  where c.position <> coalesce(c.place, 0) + 1 or c.hash <> sha256(coalesce(c.before, ''::bytea) || c.text)`;

/** Where the chain does not hold any more; null: it does. Reads all of it. */
export async function findBroken(database: Database, organizationId: string): Promise<number | null> {
  const [found] = await database.asOwner('verify audit', [plain<{ position: number | null }>(firstBroken, [organizationId])]);
  return (found?.rows[0]?.position as number | null | undefined) ?? null;
}

export interface HeadRow {
  readonly organization_id: string;
  readonly position: number;
  readonly hash: Buffer;
}

/** The last entry of every organization that has one. */
export async function readHeads(database: Database): Promise<HeadRow[]> {
  const [found] = await database.asOwner('audit heads', [
    plain(
      'select distinct on (organization_id) organization_id, position, hash from audit_entries order by organization_id, position desc',
    ),
  ]);
  return (found?.rows ?? []) as unknown as HeadRow[];
}

/** The hash of one entry; null: there is none. */
export async function readHash(database: Database, organizationId: string, position: number): Promise<Buffer | null> {
  const [found] = await database.asOwner('audit hash', [
    plain('select hash from audit_entries where organization_id = $1 and position = $2', [organizationId, position]),
  ]);
  return (found?.rows[0]?.hash as Buffer | undefined) ?? null;
}
