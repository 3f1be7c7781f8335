import type { ChannelAdapter } from '#channels/channel.ts';
import { keysOfStored, type StoredChannel } from '#channels/index.ts';
import { plain } from '#platform/db/sql.ts';
import { type Connection, DatabaseError } from '#platform/db/statement.ts';
import { BadStart } from '#platform/errors.ts';
import type { Ids } from '#platform/ids.ts';
import type { MasterKey } from '#platform/secrets.ts';
import type { Person } from './export-store.ts';

/** What is done with the rows of an organization that came from another installation, in the transaction that brings them. */
export interface Arrival {
  readonly organizationId: string;
  readonly slug: string;
  /** The organization's own key, sealed with the key of this installation. */
  readonly sealedKey: string;
  readonly masterKey: MasterKey;
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  readonly people: readonly Person[];
  readonly ids: Ids;
  readonly now: Date;
}

/** What people must know of it. */
export interface Arrived {
  readonly keysEnded: number;
  readonly incomingEnded: number;
  readonly known: number;
  readonly invitationIds: readonly string[];
}

/** How long an invitation counts (server/organizations/create-invitation.ts); its links are made when the person is told. */
const daysValid = 7;

/** Throws `BadStart` when a number is connected to another organization here. */
export async function settleIn(connection: Connection, arrival: Arrival): Promise<Arrived> {
  const { organizationId, sealedKey, now } = arrival;
  const [, , keys, , incoming] = await connection.run([
    // What the file of another installation set, this one's does not look after, nor is it trusted with private addresses.
    plain('update organizations set sealed_key = $2, provisioned = false, changed_at = $3 where id = $1', [organizationId, sealedKey, now]),
    plain('update channels set provisioned = false where organization_id = $1', [organizationId]),
    plain(
      'update api_keys set revoked_at = $2, provisioned = false, previous_hash = null where organization_id = $1 and revoked_at is null',
      [organizationId, now],
    ),
    plain('update invitations set revoked_at = $2 where organization_id = $1 and accepted_at is null and revoked_at is null', [
      organizationId,
      now,
    ]),
    plain("update incoming_webhooks set state = 'disabled', changed_at = $2 where organization_id = $1 and state = 'active'", [
      organizationId,
      now,
    ]),
  ]);
  await makeDirectory(connection, arrival);
  const { known, invitationIds } = await seatMembers(connection, arrival);
  return { keysEnded: keys?.count ?? 0, incomingEnded: incoming?.count ?? 0, known, invitationIds };
}

async function makeDirectory(connection: Connection, { organizationId, slug, sealedKey, masterKey, adapters }: Arrival): Promise<void> {
  const key = masterKey.openOrganizationKey(organizationId, sealedKey);
  const [channels] = await connection.run([
    plain('select id, type, settings, sealed_secrets, name from channels where organization_id = $1 order by id', [organizationId]),
  ]);
  const entry = (kind: string, value: string, objectId: string, shared: boolean) =>
    plain('insert into directory (kind, key_hash, organization_id, object_id, shared, key_id) values ($1, $2, $3, $4, $5, $6)', [
      kind,
      masterKey.lookupHash(kind, value),
      organizationId,
      objectId,
      shared,
      masterKey.id,
    ]);
  await connection.run([entry('organization.slug', slug, organizationId, false)]);
  for (const channel of (channels?.rows ?? []) as unknown as (StoredChannel & { name: string })[]) {
    const entries = keysOfStored(adapters, key, channel).map(({ kind, value, unique }) => entry(kind, value, channel.id, !unique));
    try {
      if (entries.length > 0) await connection.run(entries);
    } catch (error) {
      if (!(error instanceof DatabaseError && error.isDuplicate)) throw error;
      throw new BadStart([
        `The number of the channel "${channel.name}" is connected to another organization here. Disconnect it there first. Nothing was changed.`,
      ]);
    }
  }
}

/**
 * Who has an account here, under an address they have shown to be theirs, is a member at once. Whoever else is invited to take their place; until then it is kept,
 * disabled, with all that is theirs.
 */
async function seatMembers(
  connection: Connection,
  { organizationId, people, ids, now }: Arrival,
): Promise<Pick<Arrived, 'known' | 'invitationIds'>> {
  const emailOf = new Map(people.map(({ userId, email }) => [userId, email]));
  const [members, accounts] = await connection.run([
    plain('select id, user_id, role, disabled_at from members where organization_id = $1 order by id', [organizationId]),
    plain('select id, email from auth."user" where "emailVerified" and email = any ($1::text[])', [people.map(({ email }) => email)]),
  ]);
  const accountOf = new Map((accounts?.rows ?? []).map((row) => [row.email as string, row.id as string]));
  const invitationIds: string[] = [];
  let known = 0;
  for (const { id, user_id, role, disabled_at } of (members?.rows ?? []) as unknown as MemberRow[]) {
    const email = emailOf.get(user_id);
    const account = email === undefined ? undefined : accountOf.get(email);
    if (account !== undefined) {
      known += 1;
      await connection.run([
        plain('update members set user_id = $3, provisioned = false where organization_id = $1 and id = $2', [organizationId, id, account]),
      ]);
      continue;
    }
    await connection.run([
      plain(
        `update members set user_id = 'elsewhere:' || user_id, provisioned = false, disabled_at = coalesce(disabled_at, $3)
         where organization_id = $1 and id = $2`,
        [organizationId, id, now],
      ),
    ]);
    if (email === undefined || disabled_at !== null) continue;
    const invitationId = ids.next();
    await connection.run([
      plain(
        `insert into invitations (organization_id, id, email, role, member_id, expires_at, created_at)
         values ($1, $2, $3, $4, $5, $6::timestamptz + make_interval(days => ${daysValid}), $6)`,
        [organizationId, invitationId, email, role, id, now],
      ),
    ]);
    invitationIds.push(invitationId);
  }
  return { known, invitationIds };
}

interface MemberRow {
  readonly id: string;
  readonly user_id: string;
  readonly role: string;
  readonly disabled_at: Date | null;
}

/** Whether there is such an organization here already. */
export async function isHere(connection: Connection, { id, slug }: { id: string; slug: string }): Promise<'id' | 'slug' | null> {
  const [found] = await connection.run([
    plain('select id from organizations where id = $1 or slug = $2 order by id = $1 desc', [id, slug]),
  ]);
  const [row] = found?.rows ?? [];
  if (!row) return null;
  return row.id === id ? 'id' : 'slug';
}
