import type { Database, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';
import type { RoleName } from '#platform/module.ts';

/** The reads behind every authenticated request, as fixed statements. */

const findDirectory = prepared<RowOf<'directory', 'organization_id' | 'object_id'>>(
  'select organization_id, object_id from directory_find($1, $2::bytea[])',
);
const memberships = prepared<{ organization_id: string; member_id: string }>('select organization_id, member_id from memberships_of($1)');
const readKey = prepared<
  RowOf<'organizations', 'sealed_key'> & RowOf<'api_keys', 'scopes' | 'expires_at' | 'previous_hash' | 'previous_until'>
>(`
  select o.sealed_key, k.scopes, k.expires_at, k.previous_hash, k.previous_until from api_keys k join organizations o on o.id = k.organization_id
  where k.organization_id = $1 and k.id = $2 and k.revoked_at is null and o.disabled_at is null`);
// At most once a minute: a busy key must not write a row for each request.
const stampKey = prepared(`
  update api_keys set last_used_at = $3
  where organization_id = $1 and id = $2 and (last_used_at is null or last_used_at < $3::timestamptz - interval '1 minute')`);
const readMember = prepared<RowOf<'members', 'role'> & RowOf<'organizations', 'sealed_key' | 'second_factor_roles'>>(`
  select m.role, o.sealed_key, o.second_factor_roles from members m join organizations o on o.id = m.organization_id
  where m.organization_id = $1 and m.id = $2 and m.disabled_at is null and o.disabled_at is null`);

const stampMember = prepared(`
  update members set last_seen_at = $3
  where organization_id = $1 and id = $2 and disabled_at is null and (last_seen_at is null or last_seen_at < $3::timestamptz - interval '1 minute')`);

export interface FoundKey {
  readonly organizationId: string;
  readonly keyId: string;
  readonly sealedKey: string;
  /** Null: everything a key may do. */
  readonly scopes: readonly string[] | null;
  readonly expiresAt: Date | null;
  /** Set for the secret before the last rotation: until when it still works. */
  readonly graceUntil: Date | null;
}

/** The API key with one of these hashes, if it is one and may still be used. Two round trips; stamps when it was last used. */
export async function findApiKey(database: Database, hashes: readonly Buffer[], now: Date): Promise<FoundKey | null> {
  const { found } = await database.script('find key', null, { found: findDirectory('api_key', hashes.map(hex)) });
  const [lead] = found.rows;
  if (!lead) return null;
  const { organization_id: organizationId, object_id: keyId } = lead;
  const { key } = await database.script('read key', organizationId, {
    key: readKey(organizationId, keyId),
    stamped: stampKey(organizationId, keyId, now),
  });
  const [row] = key.rows;
  if (!row) return null;
  const isPrevious = hashes.some((hash) => row.previous_hash?.equals(hash));
  return {
    organizationId,
    keyId,
    sealedKey: row.sealed_key,
    scopes: row.scopes,
    expiresAt: row.expires_at,
    graceUntil: isPrevious ? row.previous_until : null,
  };
}

export interface Membership {
  readonly organizationId: string;
  readonly memberId: string;
}

/** Where a person is a member, the longest first; and which organization a slug's hashes lead to, if one was asked for. */
export async function findMemberships(
  database: Database,
  userId: string,
  slugHashes: readonly Buffer[],
): Promise<{ memberships: Membership[]; bySlug: string | null }> {
  const { mine, slug } = await database.script('find memberships', null, {
    mine: memberships(userId),
    slug: findDirectory('organization.slug', slugHashes.map(hex)),
  });
  return {
    memberships: mine.rows.map((row) => ({ organizationId: row.organization_id, memberId: row.member_id })),
    bySlug: slug.rows[0]?.organization_id ?? null,
  };
}

export interface MemberRights {
  readonly role: RoleName;
  readonly sealedKey: string;
  /** Whether the organization wants a second factor of this role. */
  readonly needsSecondFactor: boolean;
}

/** What somebody is in an organization; null: no active member. Stamps when they were last seen there; null: they are not. */
export async function readMembership(
  database: Database,
  { organizationId, memberId }: Membership,
  now: Date | null,
): Promise<MemberRights | null> {
  const { member } = await database.script('read member', organizationId, {
    member: readMember(organizationId, memberId),
    stamped: now === null ? undefined : stampMember(organizationId, memberId, now),
  });
  const [row] = member.rows;
  if (!row) return null;
  return { role: row.role as RoleName, sealedKey: row.sealed_key, needsSecondFactor: row.second_factor_roles.includes(row.role) };
}

function hex(hash: Buffer): string {
  return `\\x${hash.toString('hex')}`;
}
