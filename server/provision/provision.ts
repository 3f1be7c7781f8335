import { type ChannelTools, ensureChannels } from '#channels/index.ts';
import { ensureProviders, type ModelTools } from '#models/index.ts';
import {
  disableOrganization,
  ensureApiKeys,
  ensureOrganization,
  ensureOwner,
  type Making,
  type OrganizationTools,
  openKeyOf,
} from '#organizations/index.ts';
import { passwordLengthMin } from '#platform/auth/password.ts';
import { DatabaseError } from '#platform/db/statement.ts';
import { BadStart, Refusal } from '#platform/errors.ts';
import { type FieldFault, firstOfEach } from '#platform/fields.ts';
import { readJsonFile } from '#platform/json-file.ts';
import type { Log } from '#platform/log.ts';
import type { Scope } from '#platform/scope.ts';
import { findConflicts } from './conflicts.ts';
import { makePlan, type PlannedOrganization } from './plan.ts';
import { createSecretFinder } from './secrets.ts';
import { provisionedExcept } from './store.ts';

export interface ProvisionOptions {
  /** The path in BARAZA_PROVISION. */
  readonly file: string;
  readEnvironment(name: string): string | undefined;
  readonly organizations: OrganizationTools;
  readonly channels: ChannelTools;
  readonly models: ModelTools;
  /** Every permission there is: the file may do everything. */
  readonly everyPermission: ReadonlySet<string>;
  readonly making: Making;
  readonly log: Log;
}

/**
 * Applies the provisioning file; doing it again changes nothing. What the file no longer names is disabled, never deleted.
 * Throws `BadStart` with every fault of the file at once, before anything is changed; and with the place in the file when
 * the installation itself says no (a number that belongs to another organization).
 */
export async function provision(options: ProvisionOptions): Promise<void> {
  const faults: FieldFault[] = [];
  const secrets = createSecretFinder(options, faults);
  const plan = makePlan(readJsonFile('BARAZA_PROVISION', options.file), { ...options.channels, secrets, faults });
  faults.push(...(await findConflicts(options, plan)));
  if (faults.length > 0) throw badFile(options.file, firstOfEach(faults));
  const ids: string[] = [];
  for (const one of plan.organizations) ids.push(await apply(options, one));
  await disableOthers(options, ids);
  options.log.info({ organizations: ids.length }, 'the provisioning file was applied');
}

function badFile(file: string, faults: readonly FieldFault[]): BadStart {
  return new BadStart(faults.map(({ field, message }) => `${file}: ${field || 'the file'} ${message}.`));
}

/** One organization with all that belongs to it. Returns its id. */
async function apply(options: ProvisionOptions, planned: PlannedOrganization): Promise<string> {
  const { organizations: tools, making } = options;
  const organizationId = await at(options, planned.at, () => ensureOrganization(tools, making, planned.organization));
  const { owner, apiKeys, modelProviders, channels } = planned;
  if (owner) await at(options, `${owner.at}.email`, () => applyOwner(options, organizationId, owner));
  if (apiKeys) await at(options, `${planned.at}.apiKeys`, () => ensureApiKeys(tools, making, { organizationId, keys: apiKeys }));
  if (modelProviders) {
    const scope = await systemScope(options, organizationId);
    await at(options, `${planned.at}.modelProviders`, () => ensureProviders(scope, options.models, modelProviders));
  }
  if (channels) {
    const scope = await systemScope(options, organizationId);
    const wanted = channels.map((channel) => channel.wanted);
    await at(options, `${planned.at}.channels`, () => ensureChannels(scope, { ...options.channels, database: tools.database }, wanted));
  }
  return organizationId;
}

type Owner = NonNullable<PlannedOrganization['owner']>;

async function applyOwner(options: ProvisionOptions, organizationId: string, { at: place, name, email, password }: Owner): Promise<void> {
  const { organizations: tools, making, log } = options;
  if (!(await tools.accounts.findByEmail(email)) && (password?.length ?? 0) < passwordLengthMin)
    log.warn({ place: `${place}.password` }, 'a provisioned password is shorter than people may choose');
  await ensureOwner(tools, making, { organizationId, name, email, password: password ?? '' });
}

async function systemScope(options: ProvisionOptions, organizationId: string): Promise<Scope> {
  const { organizations: tools, making, log } = options;
  return {
    organization: { id: organizationId },
    actor: { kind: 'system', id: 'provisioning', permissions: options.everyPermission },
    db: tools.database.of(organizationId),
    key: await openKeyOf(tools, organizationId),
    clock: making.clock,
    ids: making.ids,
    log,
    signal: new AbortController().signal,
  };
}

/** Turns what the installation refuses after all (somebody was faster) into a fault of the file, with its place. */
async function at<T>(options: ProvisionOptions, place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal)
      throw badFile(options.file, [{ field: place, message: `was refused: ${error.message.replace(/\.$/, '')}` }]);
    if (error instanceof DatabaseError && error.isDuplicate)
      throw badFile(options.file, [{ field: place, message: 'names something that another organization has' }]);
    throw error;
  }
}

/** Organizations the file named once and names no longer. */
async function disableOthers({ organizations: tools, making }: ProvisionOptions, kept: readonly string[]): Promise<void> {
  for (const id of await provisionedExcept(tools.database, kept)) await disableOrganization(tools, making, id);
}
