import type { OrganizationCreation } from '#contract/organizations.ts';
import { onlyCountryOf } from '#core/contacts/time-zone.ts';
import type { Clock } from '#platform/clock.ts';
import { inTransaction } from '#platform/db/database.ts';
import { DatabaseError } from '#platform/db/statement.ts';
import { addToDirectory } from '#platform/directory-store.ts';
import { Refusal } from '#platform/errors.ts';
import type { Ids } from '#platform/ids.ts';
import { insertMember } from './member-store.ts';
import { insertOrganization, type OrganizationRow, readOrganization } from './organization-store.ts';
import type { OrganizationTools } from './tools.ts';

/** Who and when, for what is made before there is a scope. */
export interface Making {
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface NewOrganizationInput extends Partial<OrganizationCreation> {
  readonly name: string;
  /** The account of its first owner; none: the provisioning file may say so later. */
  readonly ownerUserId?: string;
  readonly provisioned?: boolean;
}

/** Attempts at a free slug when the name's own is taken. */
const slugAttempts = 20;

/** Makes an organization with its own key and its first owner. Refuses with `organizations.slug_taken` when a slug was asked for. */
export async function createOrganization(tools: OrganizationTools, making: Making, input: NewOrganizationInput): Promise<OrganizationRow> {
  const wanted = input.slug ?? slugOf(input.name);
  for (let attempt = 1; ; attempt += 1) {
    const slug = attempt === 1 ? wanted : `${wanted.slice(0, 58)}-${attempt}`;
    try {
      return await insert(tools, making, { ...input, slug });
    } catch (error) {
      if (!(error instanceof DatabaseError && error.isDuplicate)) throw error;
      if (input.slug !== undefined || attempt === slugAttempts) throw slugTaken(slug, error);
    }
  }
}

async function insert(
  tools: OrganizationTools,
  { clock, ids }: Making,
  input: NewOrganizationInput & { slug: string },
): Promise<OrganizationRow> {
  const id = ids.next();
  const now = clock.now();
  return inTransaction({ db: tools.database.of(id) }, 'create organization', async ({ db }) => {
    await insertOrganization(db, {
      id,
      slug: input.slug,
      name: input.name,
      language: input.language ?? 'en',
      time_zone: input.timeZone ?? 'UTC',
      // Numbers without country code are read by it, and people in danger are told its emergency number.
      country: onlyCountryOf(input.timeZone ?? 'UTC'),
      sealed_key: tools.masterKey.createOrganizationKey(id),
      provisioned: input.provisioned ?? false,
      now,
    });
    await addToDirectory(db, tools.masterKey, {
      organizationId: id,
      entries: [{ kind: 'organization.slug', value: input.slug, objectId: id }],
    });
    if (input.ownerUserId !== undefined) {
      await insertMember(db, { organization_id: id, id: ids.next(), user_id: input.ownerUserId, role: 'owner', created_at: now });
    }
    return readOrganization(db, id);
  });
}

function slugTaken(slug: string, cause: unknown): Refusal {
  return new Refusal('organizations.slug_taken', `The slug "${slug}" belongs to another organization. Choose another.`, {
    status: 409,
    details: { field: 'slug' },
    cause,
  });
}

/** "Clinique de Nüréa" → "clinique-de-nurea". */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return slug.length >= 2 ? slug : 'organization';
}
