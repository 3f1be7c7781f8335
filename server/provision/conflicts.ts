import { providerFaults } from '#assistants/index.ts';
import { type ChannelTools, holderOf } from '#channels/index.ts';
import { providerNames } from '#models/index.ts';
import { findOrganization, keyHolder, type OrganizationTools, ownerFault } from '#organizations/index.ts';
import type { FieldFault } from '#platform/fields.ts';
import type { Plan, PlannedOrganization } from './plan.ts';

export interface ConflictTools {
  readonly organizations: OrganizationTools;
  readonly channels: ChannelTools;
}

interface Known {
  readonly planned: PlannedOrganization;
  /** Null: it is yet to be made. */
  readonly id: string | null;
}

/** What the file wants and this installation cannot give, as far as that can be known before anything is written. */
export async function findConflicts(tools: ConflictTools, plan: Plan): Promise<FieldFault[]> {
  const known: Known[] = [];
  const faults: FieldFault[] = [];
  for (const planned of plan.organizations) {
    const id = await findOrganization(tools.organizations, planned.organization.slug);
    const one = { planned, id };
    faults.push(
      ...(await ownerConflicts(tools, one, known)),
      ...(await keyConflicts(tools, one, known)),
      ...(await channelConflicts(tools, one)),
      ...(await providerConflicts(tools, one)),
    );
    known.push(one);
  }
  return faults;
}

async function ownerConflicts({ organizations: tools }: ConflictTools, { planned, id }: Known, before: readonly Known[]) {
  const { owner } = planned;
  if (!owner || owner.email === '') return [];
  const madeBefore = before.some((one) => one.planned.owner?.email === owner.email && one.planned.owner.password !== null);
  const fault = await ownerFault(tools, {
    organizationId: id,
    email: owner.email,
    hasPassword: owner.password !== null || madeBefore,
  });
  if (fault === 'password') return [{ field: `${owner.at}.password`, message: 'is missing: there is no account for this e-mail yet' }];
  return fault ? [{ field: `${owner.at}.email`, message: `was refused: ${fault.message.replace(/\.$/, '')}` }] : [];
}

async function keyConflicts({ organizations: tools }: ConflictTools, { planned, id }: Known, before: readonly Known[]) {
  const faults: FieldFault[] = [];
  for (const { at, key } of planned.apiKeys ?? []) {
    const holder = key === '' ? null : await keyHolder(tools, key);
    // One that stands earlier in the file, and no longer names the key, gives it back first.
    const givesBack = before.some((one) => one.id === holder && one.planned.apiKeys?.every((kept) => kept.key !== key));
    if (holder !== null && holder !== id && !givesBack) faults.push({ field: `${at}.key`, message: 'belongs to another organization' });
  }
  return faults;
}

async function channelConflicts({ organizations, channels }: ConflictTools, { planned, id }: Known) {
  const faults: FieldFault[] = [];
  for (const { at, key } of (planned.channels ?? []).flatMap(({ own }) => own)) {
    const holder = await holderOf({ ...channels, database: organizations.database }, key);
    if (holder !== null && holder !== id)
      faults.push({ field: at, message: 'is connected to a channel of another organization already; change it there first' });
  }
  return faults;
}

/** The providers of the file, and those that the organization has already. */
async function providerConflicts({ organizations }: ConflictTools, { planned, id }: Known): Promise<FieldFault[]> {
  const there = id === null ? [] : await providerNames({ db: organizations.database.of(id) });
  const names = [...new Set([...planned.providerNames, ...there])].sort();
  return (planned.channels ?? []).flatMap(({ at, wanted }) =>
    providerFaults(wanted.assistant, names).map(({ field, message }) => ({ field: `${at}.${field}`, message })),
  );
}
