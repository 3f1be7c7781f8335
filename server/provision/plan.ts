import { z } from 'zod';
import type { ChannelAdapter, DirectoryKey } from '#channels/channel.ts';
import { type ChannelTools, checkChannel, fieldNames, type WantedChannel } from '#channels/index.ts';
import { AssistantChoice } from '#contract/channels.ts';
import { ModelProviderCreation } from '#contract/models.ts';
import { passwordLengthFloor, weaknessOf } from '#platform/auth/password.ts';
import { explainIssues, explainTexts, type FieldFault } from '#platform/fields.ts';
import { Channel, type FileOrganization, Key, ModelProvider, Organization, Owner, ProvisionFile, Secret } from './schema.ts';
import type { SecretFinder } from './secrets.ts';

/** The file with its secrets found and every channel checked. Only one without faults is whole, and ready to be applied. */
export interface Plan {
  readonly organizations: readonly PlannedOrganization[];
}
export interface PlannedOrganization {
  /** Where it stands in the file: "organizations[0]". */
  readonly at: string;
  readonly organization: Pick<FileOrganization, 'slug' | 'name' | 'language' | 'timeZone'>;
  readonly owner: { readonly at: string; readonly name: string; readonly email: string; readonly password: string | null } | null;
  /** Null: the file says nothing about keys, so they are left alone. */
  readonly apiKeys: readonly PlannedKey[] | null;
  readonly modelProviders: readonly ModelProviderCreation[] | null;
  /** Also of those that are wrong otherwise. */
  readonly providerNames: readonly string[];
  readonly channels: readonly PlannedChannel[] | null;
}
export interface PlannedKey {
  readonly at: string;
  readonly name: string;
  readonly key: string;
}
export interface PlannedChannel {
  readonly at: string;
  readonly wanted: WantedChannel;
  /** What it has for itself, with the place of the field that says so. */
  readonly own: readonly { readonly at: string; readonly key: DirectoryKey }[];
}

export interface PlanTools extends Pick<ChannelTools, 'adapters' | 'checkAssistant'> {
  readonly secrets: SecretFinder;
  /** Gathers everything that is wrong with the file. */
  readonly faults: FieldFault[];
}

/** A key shorter than this could be guessed. */
const keyLengthMin = 8;

/** Reads the file's JSON into a plan. One fault hides no other: what can be read beside it is looked at as well. */
export function makePlan(json: unknown, tools: PlanTools): Plan {
  tools.faults.push(...explainTexts(json), ...explainIssues(ProvisionFile.safeParse(json).error, json));
  const organizations = listIn(json, 'organizations').map(({ at, value }) => planOrganization(at, value, tools));
  tools.faults.push(
    ...repeated(organizations.map(({ at, organization }) => ({ at: `${at}.slug`, value: organization.slug }))),
    ...repeatedSecretly(organizations.flatMap(({ apiKeys }) => apiKeys ?? []).map(({ at, key }) => ({ at: `${at}.key`, value: key }))),
    ...repeatedSecretly(
      organizations
        .flatMap(({ channels }) => channels ?? [])
        .flatMap(({ own }) => own)
        .map(({ at, key }) => ({ at, value: `${key.kind}\0${key.value}` })),
    ),
  );
  return { organizations };
}

type NamedList = 'apiKeys' | 'modelProviders' | 'channels';

function planOrganization(at: string, raw: unknown, tools: PlanTools): PlannedOrganization {
  const { slug = '', name, language, timeZone } = readable(Organization, raw);
  const { owner, apiKeys, modelProviders, channels } = isRecord(raw) ? raw : {};
  const within = (list: NamedList) => listIn(raw, list).map(({ at: place, value }) => ({ at: `${at}.${place}`, value }));
  const names = (list: NamedList) =>
    within(list).map(({ at: place, value }) => ({ at: `${place}.name`, value: readable(Key, value).name ?? '' }));
  tools.faults.push(...repeated(names('apiKeys')), ...repeated(names('modelProviders')), ...repeated(names('channels')));
  return {
    at,
    organization: { slug, name, language, timeZone },
    owner: isRecord(owner) ? planOwner(`${at}.owner`, owner, tools) : null,
    apiKeys: apiKeys === undefined ? null : within('apiKeys').map(({ at: place, value }) => planKey(place, value, tools)),
    modelProviders:
      modelProviders === undefined
        ? null
        : within('modelProviders').flatMap(({ at: place, value }) => planModelProvider(place, value, tools)),
    providerNames: names('modelProviders').map(({ value }) => value),
    channels: channels === undefined ? null : within('channels').map(({ at: place, value }) => planChannel(place, value, tools)),
  };
}

function planOwner(at: string, raw: unknown, { secrets, faults }: PlanTools) {
  const { name = '', email = '', password: secret } = readable(Owner, raw);
  const found = secret === undefined ? undefined : secrets.find(`${at}.password`, secret);
  const weakness = found === undefined ? null : weaknessOf(found, [], passwordLengthFloor);
  if (weakness) faults.push({ field: `${at}.password`, message: weakness });
  return { at, name, email, password: found ?? null };
}

function planKey(at: string, raw: unknown, { secrets, faults }: PlanTools): PlannedKey {
  const { name = '', key: secret } = readable(Key, raw);
  const key = secret === undefined ? undefined : secrets.find(`${at}.key`, secret);
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key))
    faults.push({ field: `${at}.key`, message: 'must be visible characters without spaces' });
  else if (key !== undefined && key.length < keyLengthMin)
    faults.push({ field: `${at}.key`, message: `must be at least ${keyLengthMin} characters` });
  return { at, name, key: key ?? '' };
}

/** None when it is not as it should be; the schema of the whole has said why. */
function planModelProvider(at: string, raw: unknown, { secrets, faults }: PlanTools): ModelProviderCreation[] {
  const read = ModelProvider.safeParse(raw);
  if (!read.success) return [];
  const { key, ...rest } = read.data;
  if (rest.preset === 'custom' && rest.baseUrl === undefined) faults.push({ field: `${at}.baseUrl`, message: 'is missing' });
  const found = key === undefined ? undefined : secrets.find(`${at}.key`, key);
  const whole = ModelProviderCreation.safeParse({ ...rest, ...(found === undefined ? {} : { key: found }) });
  faults.push(...explainIssues(whole.error, raw, at));
  return whole.success ? [whole.data] : [];
}

function planChannel(at: string, raw: unknown, tools: PlanTools): PlannedChannel {
  const { type = '', name = '', limits, assistant = { kind: '' } } = readable(Channel, raw);
  const inside = (faults: readonly FieldFault[]) => faults.map((fault) => ({ ...fault, field: `${at}.${fault.field}` }));
  if (AssistantChoice.safeParse(assistant).success) tools.faults.push(...inside(tools.checkAssistant(assistant)));
  const adapter = tools.adapters.get(type);
  if (!adapter) {
    if (type !== '') tools.faults.push({ field: `${at}.type`, message: `must be one of ${[...tools.adapters.keys()].join(', ')}` });
    return { at, wanted: { type, name, settings: {}, secrets: {}, assistant }, own: [] };
  }
  const split = findFields(at, adapter, raw, tools);
  const checked = checkChannel(adapter, split);
  // In the file settings and secrets stand side by side: "channels[1].appSecret", not "channels[1].secrets.appSecret".
  if ('faults' in checked)
    tools.faults.push(...inside(checked.faults.map((fault) => ({ ...fault, field: fault.field.replace(/^(settings|secrets)\./, '') }))));
  const own = checked.keys.filter((key) => key.unique).map((key) => ({ at: `${at}.${fieldOf(split.settings, key)}`, key }));
  return { at, wanted: { type, name, limits, assistant, ...split }, own };
}

/** What stands in place of a secret that could not be found, so that the rest of its channel can still be checked. */
const notFound = 'not found';

/** The adapter's own fields with their secrets found. What it does not know is treated as a setting, so that it is told as unknown. */
function findFields(at: string, adapter: ChannelAdapter, raw: unknown, { secrets: finder, faults }: PlanTools) {
  const known = new Set(Object.keys(Channel.shape));
  const secretNames = new Set(fieldNames(adapter.secrets));
  const settings: Record<string, unknown> = {};
  const secrets: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(isRecord(raw) ? raw : {})) {
    const field = `${at}.${name}`;
    if (known.has(name)) continue;
    if (!secretNames.has(name)) {
      settings[name] = finder.findIfReference(field, value);
      continue;
    }
    const secret = Secret.safeParse(value);
    faults.push(...explainIssues(secret.error, value, field));
    secrets[name] = (secret.success ? finder.find(field, secret.data) : undefined) ?? notFound;
  }
  return { settings, secrets };
}

/** The field a key of the directory was made from. */
function fieldOf(settings: Readonly<Record<string, unknown>>, key: DirectoryKey): string {
  return Object.entries(settings).find(([, value]) => value === key.value)?.[0] ?? 'type';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of an object that are as they should be; the schema of the whole has said what is wrong with the others. */
function readable<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, raw: unknown): Partial<z.output<z.ZodObject<Shape>>> {
  const given = isRecord(raw) ? raw : {};
  const fields = Object.entries(schema.shape).map(([name, field]) => [name, z.safeParse(field, given[name]).data] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as Partial<z.output<z.ZodObject<Shape>>>;
}

interface Placed {
  readonly at: string;
  readonly value: unknown;
}

/** The items of a list in an object, each with its place; none where there is no list. */
function listIn(raw: unknown, name: string): Placed[] {
  const list = isRecord(raw) ? raw[name] : undefined;
  return Array.isArray(list) ? list.map((value: unknown, index) => ({ at: `${name}[${index}]`, value })) : [];
}

function repeated(names: readonly Placed[]): FieldFault[] {
  return repetitions(names).map(({ at, value }) => ({ field: at, message: `is used twice in this list: "${value}"` }));
}

/** Without what it is: a key must not stand in a log. */
function repeatedSecretly(values: readonly Placed[]): FieldFault[] {
  return repetitions(values).map(({ at, first }) => ({ field: at, message: `is the same as ${first}; it can be named only once` }));
}

function repetitions(values: readonly Placed[]): (Placed & { first: string })[] {
  const seen = new Map<unknown, string>();
  return values.flatMap(({ at, value }) => {
    const first = seen.get(value);
    if (first === undefined) seen.set(value, at);
    return first === undefined || value === '' ? [] : [{ at, value, first }];
  });
}
