import { startOfKey } from '#platform/auth/api-key.ts';
import { changesOf } from '#platform/changes.ts';
import { inTransaction } from '#platform/db/database.ts';
import { addToDirectory, findInDirectory, removeFromDirectory } from '#platform/directory-store.ts';
import { Refusal } from '#platform/errors.ts';
import { insertApiKey, listProvisionedKeys, markRevoked } from './api-key-store.ts';
import { createOrganization, type Making } from './create-organization.ts';
import { findMemberOfUser, insertMember, listProvisionedMembers, updateMember } from './member-store.ts';
import { type OrganizationPatch, readProvisionable, updateOrganization } from './organization-store.ts';
import type { OrganizationTools } from './tools.ts';

/** Idempotent forms for whoever sets an installation up (the provisioning file): what is named is made so, the rest is left. */

export interface WantedOrganization {
  readonly slug: string;
  readonly name?: string;
  readonly language?: string;
  readonly timeZone?: string;
}

/** Makes or changes the organization with this slug; returns its id. A disabled one is enabled again. */
export async function ensureOrganization(tools: OrganizationTools, making: Making, wanted: WantedOrganization): Promise<string> {
  const organizationId = await findOrganization(tools, wanted.slug);
  if (organizationId === null) {
    return (await createOrganization(tools, making, { ...wanted, name: wanted.name ?? wanted.slug, provisioned: true })).id;
  }
  const db = tools.database.of(organizationId);
  const patch = changesOf(await readProvisionable(db, organizationId), {
    provisioned: true,
    disabled_at: null,
    name: wanted.name,
    language: wanted.language,
    time_zone: wanted.timeZone,
  });
  if (patch) await updateOrganization(db, organizationId, { patch: patch as OrganizationPatch, now: making.clock.now() });
  return organizationId;
}

/** The id of the organization with this slug, disabled or not; null: there is none. */
export async function findOrganization(tools: OrganizationTools, slug: string): Promise<string | null> {
  return (await findInDirectory(tools.database, tools.masterKey, { kind: 'organization.slug', value: slug }))?.organizationId ?? null;
}

export interface WantedOwner {
  readonly name: string;
  readonly email: string;
  /** Used only when the account is made. */
  readonly password: string;
}

/**
 * Makes the account if there is none for the e-mail, and its owner's place in the organization. Other provisioned owners are
 * disabled. Refuses an account whose address nobody has proven: whoever opened the link it came from may not be whose address it is.
 */
export async function ensureOwner(
  tools: OrganizationTools,
  making: Making,
  wanted: WantedOwner & { organizationId: string },
): Promise<void> {
  const { organizationId, name, email, password } = wanted;
  const account = await tools.accounts.findByEmail(email);
  const userId = account?.id ?? (await tools.accounts.create({ name, email, password, verified: true }));
  await inTransaction({ db: tools.database.of(organizationId) }, 'ensure owner', async ({ db }) => {
    const member = await findMemberOfUser(db, userId);
    if (account && !account.emailVerified && !member) throw unproven();
    const now = making.clock.now();
    if (member) {
      const patch = changesOf(member, { role: 'owner', disabled_at: null, left_at: null, provisioned: true } as const);
      if (patch) await updateMember(db, member.id, patch);
    } else {
      await insertMember(db, {
        organization_id: organizationId,
        id: making.ids.next(),
        user_id: userId,
        role: 'owner',
        provisioned: true,
        created_at: now,
      });
    }
    for (const other of await listProvisionedMembers(db)) {
      if (other.user_id !== userId && !other.disabled_at) await updateMember(db, other.id, { disabled_at: now, provisioned: false });
    }
  });
}

/**
 * Why `ensureOwner` would refuse this person: "password" when there is no account to take and none to make one with; null: it
 * would not. `organizationId` is null for an organization that is yet to be made.
 */
export async function ownerFault(
  tools: OrganizationTools,
  wanted: { organizationId: string | null; email: string; hasPassword: boolean },
): Promise<'password' | Refusal | null> {
  const account = await tools.accounts.findByEmail(wanted.email);
  if (!account) return wanted.hasPassword ? null : 'password';
  if (account.emailVerified) return null;
  const member = wanted.organizationId && (await findMemberOfUser(tools.database.of(wanted.organizationId), account.id));
  return member ? null : unproven();
}

function unproven(): Refusal {
  return new Refusal(
    'bad_request',
    'This address has an account, and nobody has shown that the address is theirs. Let the person confirm it with the link that was mailed to them (they can ask for another in their account), or name another owner, who invites them.',
    { details: { field: 'email' } },
  );
}

export interface WantedApiKey {
  readonly name: string;
  readonly key: string;
}

/** The organization whose API key this is, in force; null: nobody's. */
export async function keyHolder(tools: OrganizationTools, key: string): Promise<string | null> {
  return (await findInDirectory(tools.database, tools.masterKey, { kind: 'api_key', value: key }))?.organizationId ?? null;
}

/**
 * Makes exactly these keys the provisioned ones of the organization: new and changed ones are made, those no longer named
 * are revoked. Throws a duplicate `DatabaseError` (`directory_unique_key`) when a key belongs to another organization.
 */
export async function ensureApiKeys(
  tools: OrganizationTools,
  making: Making,
  wanted: { organizationId: string; keys: readonly WantedApiKey[] },
): Promise<void> {
  const { organizationId, keys } = wanted;
  const kept = new Set<string>();
  const missing: WantedApiKey[] = [];
  for (const one of keys) {
    const found = await findInDirectory(tools.database, tools.masterKey, { kind: 'api_key', value: one.key });
    if (found?.organizationId === organizationId) kept.add(found.objectId);
    else missing.push(one);
  }
  await inTransaction({ db: tools.database.of(organizationId) }, 'ensure API keys', async ({ db }) => {
    const now = making.clock.now();
    for (const old of await listProvisionedKeys(db)) {
      if (kept.has(old.id)) continue;
      await markRevoked(db, old.id, now);
      await removeFromDirectory(db, old.id);
    }
    for (const { name, key } of missing) {
      const id = making.ids.next();
      await insertApiKey(db, {
        organization_id: organizationId,
        id,
        name,
        start: startOfKey(key),
        scopes: null,
        expires_at: null,
        provisioned: true,
        created_at: now,
      });
      await addToDirectory(db, tools.masterKey, { organizationId, entries: [{ kind: 'api_key', value: key, objectId: id }] });
    }
  });
  tools.forgetKeys();
}
