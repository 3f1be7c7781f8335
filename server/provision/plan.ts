import type { z } from 'zod';
import type { ChannelAdapter } from '#channels/channel.ts';
import { assistantFaults, type ChannelTools, checkChannel, fieldNames, type WantedChannel } from '#channels/index.ts';
import { passwordLengthFloor, weaknessOf } from '#platform/auth/password.ts';
import { explainIssues, type FieldFault } from '#platform/fields.ts';
import { type FileChannel, type FileOrganization, ProvisionFile } from './schema.ts';
import type { SecretFinder } from './secrets.ts';

/** The file with its secrets found and every channel checked: ready to be applied. */
export interface Plan {
  readonly organizations: readonly PlannedOrganization[];
}
export interface PlannedOrganization {
  /** Where it stands in the file: "organizations[0]". */
  readonly at: string;
  readonly organization: Pick<FileOrganization, 'slug' | 'name' | 'language' | 'timeZone'>;
  readonly owner: { readonly name: string; readonly email: string; readonly password: string | null } | null;
  /** Null: the file says nothing about keys, so they are left alone. */
  readonly apiKeys: readonly { name: string; key: string }[] | null;
  readonly channels: readonly WantedChannel[] | null;
}

type Tools = Pick<ChannelTools, 'adapters' | 'checkAssistant'>;

/** A key shorter than this could be guessed. */
const keyLengthMin = 8;

/** Reads the file's JSON into a plan; `faults` gathers everything that is wrong with it. */
export function makePlan(json: unknown, tools: Tools & { secrets: SecretFinder }, faults: FieldFault[]): Plan {
  const parsed = ProvisionFile.safeParse(json);
  if (!parsed.success) {
    faults.push(...explainIssues(parsed.error as z.ZodError, json));
    return { organizations: [] };
  }
  const organizations = parsed.data.organizations.map((one, index) =>
    planOrganization(`organizations[${index}]`, one, { ...tools, faults }),
  );
  faults.push(
    ...repeated(
      parsed.data.organizations.map((one) => one.slug),
      (index) => `organizations[${index}].slug`,
    ),
  );
  return { organizations };
}

type Planning = Tools & { readonly secrets: SecretFinder; readonly faults: FieldFault[] };

function planOrganization(at: string, one: FileOrganization, planning: Planning): PlannedOrganization {
  const { slug, name, language, timeZone } = one;
  planning.faults.push(
    ...repeated(
      (one.apiKeys ?? []).map((key) => key.name),
      (index) => `${at}.apiKeys[${index}].name`,
    ),
    ...repeated(
      (one.channels ?? []).map((channel) => channel.name),
      (index) => `${at}.channels[${index}].name`,
    ),
  );
  return {
    at,
    organization: { slug, name, language, timeZone },
    owner: one.owner ? planOwner(`${at}.owner`, one.owner, planning) : null,
    apiKeys: one.apiKeys?.map((key, index) => planKey(`${at}.apiKeys[${index}]`, key, planning)) ?? null,
    channels: one.channels?.map((channel, index) => planChannel(`${at}.channels[${index}]`, channel, planning)) ?? null,
  };
}

function planOwner(at: string, owner: NonNullable<FileOrganization['owner']>, { secrets, faults }: Planning) {
  const password = owner.password === undefined ? null : (secrets.find(`${at}.password`, owner.password) ?? null);
  const weakness = password === null ? null : weaknessOf(password, [], passwordLengthFloor);
  if (weakness) faults.push({ field: `${at}.password`, message: weakness });
  return { name: owner.name, email: owner.email, password };
}

function planKey(at: string, { name, key }: NonNullable<FileOrganization['apiKeys']>[number], { secrets, faults }: Planning) {
  const found = secrets.find(`${at}.key`, key);
  if (found !== undefined && !/^[\x21-\x7e]+$/.test(found))
    faults.push({ field: `${at}.key`, message: 'must be visible characters without spaces' });
  else if (found !== undefined && found.length < keyLengthMin)
    faults.push({ field: `${at}.key`, message: `must be at least ${keyLengthMin} characters` });
  return { name, key: found ?? '' };
}

function planChannel(at: string, channel: FileChannel, planning: Planning): WantedChannel {
  const { type, name, limits, assistant, ...fields } = channel;
  const { adapters, secrets, faults } = planning;
  const adapter = adapters.get(type);
  faults.push(...assistantFaults(planning.checkAssistant, assistant).map((fault) => ({ ...fault, field: `${at}.${fault.field}` })));
  if (!adapter) {
    faults.push({ field: `${at}.type`, message: `must be one of ${[...adapters.keys()].join(', ')}` });
    return { type, name, settings: {}, secrets: {}, assistant };
  }
  const found = Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, secrets.findIfReference(`${at}.${field}`, value)]),
  );
  const split = splitFields(adapter, found);
  const checked = checkChannel(adapter, split);
  const missing = new Set(faults.map((fault) => fault.field));
  // In the file settings and secrets stand side by side: "channels[1].appSecret", not "channels[1].secrets.appSecret".
  const own =
    'faults' in checked
      ? checked.faults.map((fault) => ({ ...fault, field: `${at}.${fault.field.replace(/^(settings|secrets)\./, '')}` }))
      : [];
  faults.push(...own.filter((fault) => !missing.has(fault.field)));
  return { type, name, limits, assistant, ...split };
}

/** What the adapter does not know is treated as a setting, so that it is told as unknown. */
function splitFields(adapter: ChannelAdapter, fields: Readonly<Record<string, unknown>>) {
  const secretNames = new Set(fieldNames(adapter.secrets));
  const entries = Object.entries(fields);
  return {
    settings: Object.fromEntries(entries.filter(([name]) => !secretNames.has(name))),
    secrets: Object.fromEntries(entries.filter(([name]) => secretNames.has(name))),
  };
}

function repeated(names: readonly string[], field: (index: number) => string): FieldFault[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index ? [{ field: field(index), message: `is used twice in this list: "${name}"` }] : [],
  );
}
