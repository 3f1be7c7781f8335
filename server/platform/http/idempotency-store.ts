import type { Database, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

const dropOld = prepared(
  "delete from idempotency_keys where organization_id = $1 and actor_id = $2 and key = $3 and created_at < $4::timestamptz - interval '24 hours'",
);
const claim = prepared(`
  insert into idempotency_keys (organization_id, actor_id, key, id, request_hash, created_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (organization_id, actor_id, key) do nothing returning key`);
const read = prepared<RowOf<'idempotency_keys', 'id' | 'request_hash' | 'status' | 'sealed_response'>>(
  'select id, request_hash, status, sealed_response from idempotency_keys where organization_id = $1 and actor_id = $2 and key = $3',
);
const finish = prepared(
  'update idempotency_keys set status = $4, sealed_response = $5 where organization_id = $1 and actor_id = $2 and key = $3',
);
const release = prepared('delete from idempotency_keys where organization_id = $1 and actor_id = $2 and key = $3 and status is null');

export interface KeyName {
  readonly organizationId: string;
  readonly actorId: string;
  readonly key: string;
}

export interface StoredAnswer {
  readonly id: string;
  readonly requestHash: Buffer;
  /** Null: the first request has not answered. */
  readonly status: number | null;
  readonly sealedResponse: string | null;
}

const parts = ({ organizationId, actorId, key }: KeyName) => [organizationId, actorId, key] as const;

/** Claims the key for this request; returns what is stored under it when another request came first. One round trip. */
export async function claimKey(
  database: Database,
  name: KeyName,
  request: { id: string; hash: Buffer; now: Date },
): Promise<StoredAnswer | null> {
  const { claimed, found } = await database.script('claim idempotency key', name.organizationId, {
    dropped: dropOld(...parts(name), request.now),
    claimed: claim(...parts(name), request.id, request.hash, request.now),
    found: read(...parts(name)),
  });
  if (claimed.count === 1) return null;
  const [row] = found.rows;
  // Given back by the other request between our two statements: now it may be ours.
  if (!row) return claimKey(database, name, request);
  return { id: row.id, requestHash: row.request_hash, status: row.status, sealedResponse: row.sealed_response };
}

export async function finishKey(database: Database, name: KeyName, answer: { status: number; sealedResponse: string }): Promise<void> {
  await database.script('finish idempotency key', name.organizationId, {
    finished: finish(...parts(name), answer.status, answer.sealedResponse),
  });
}

/** Nothing was done: the same key may be used again. */
export async function releaseKey(database: Database, name: KeyName): Promise<void> {
  await database.script('release idempotency key', name.organizationId, { released: release(...parts(name)) });
}
