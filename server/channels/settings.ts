import { z } from 'zod';
import { explainIssues, type FieldFault } from '#platform/fields.ts';
import type { Scope } from '#platform/scope.ts';
import type { ChannelAdapter, ChannelLimits, DirectoryKey } from './channel.ts';

/** Among stored secrets: those that were replaced lately and still count (`ChannelAdapter.rotating`). Nobody sets them. */
export const PREVIOUS = 'previous';

/** Everything a channel is configured with, checked. */
export interface CheckedChannel {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly keys: readonly DirectoryKey[];
}

export interface WrongChannel {
  readonly faults: readonly FieldFault[];
  /** The keys it would have for itself, when its settings are good enough to know: one fault must not hide another. */
  readonly keys: readonly DirectoryKey[];
}

/** What is wrong with the settings of a channel's assistant; handed in by server/boot. */
export type CheckAssistant = (given: unknown) => readonly FieldFault[];

/** What they name that the organization does not have. */
export type FindMissing = (scope: Pick<Scope, 'db'>, assistant: unknown) => Promise<readonly FieldFault[]>;

/** Either everything checked, or every fault at once. */
export function checkChannel(adapter: ChannelAdapter, given: { settings: unknown; secrets: unknown }): CheckedChannel | WrongChannel {
  const settings = adapter.settings.safeParse(given.settings);
  const secrets = adapter.secrets.safeParse(given.secrets);
  const unknown = [
    ...unknownFields('settings', adapter.settings, given.settings),
    ...unknownFields('secrets', adapter.secrets, given.secrets),
  ];
  const wrong = [...explainIssues(settings.error, given.settings, 'settings'), ...explainIssues(secrets.error, given.secrets, 'secrets')];
  // A strict schema finds unknown fields as well; nobody wants to be told twice.
  const faults = [...unknown, ...wrong.filter((fault) => unknown.every((told) => told.field !== fault.field))];
  if (faults.length > 0 || !settings.success || !secrets.success) return { faults, keys: own(adapter, settings.data) };
  return {
    settings: settings.data as Record<string, unknown>,
    secrets: secrets.data as Record<string, unknown>,
    keys: adapter.directoryKeys(settings.data, secrets.data),
  };
}

/** A key that belongs to one channel is made from its settings; secrets that are missing change nothing about it. */
function own(adapter: ChannelAdapter, settings: unknown): DirectoryKey[] {
  return settings === undefined ? [] : adapter.directoryKeys(settings, {}).filter((key) => key.unique);
}

/** A misspelt name must not be dropped in silence. */
function unknownFields(prefix: string, schema: z.ZodType, given: unknown): FieldFault[] {
  if (typeof given !== 'object' || given === null) return [];
  const known = fieldNames(schema);
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => ({ field: `${prefix}.${name}`, message: 'is not a field of this kind of channel' }));
}

/** The names of an adapter's settings or secrets, to split a flat list of fields and to say which secrets are set. */
export function fieldNames(schema: z.ZodType): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape).filter((name) => name !== PREVIOUS) : [];
}

/** Fills in what a channel does not say from what its kind can do. */
export function limitsOf(adapter: ChannelAdapter, own: LimitsChange | null): ChannelLimits {
  const { limits } = adapter.abilities;
  return { perSecond: own?.perSecond ?? limits.perSecond, pair: { ...limits.pair, ...own?.pair } };
}

/** The part of the limits a channel sets itself. */
export interface LimitsChange {
  readonly perSecond?: number;
  readonly pair?: { readonly burst: number; readonly everySeconds: number };
}

/** The settings that hold a web address: what this server will be made to talk to. */
export function addressesIn(settings: Readonly<Record<string, unknown>>): [field: string, url: URL][] {
  return Object.entries(settings).flatMap(([field, value]): [string, URL][] =>
    typeof value === 'string' && /^https?:/i.test(value) && URL.canParse(value) ? [[field, new URL(value)]] : [],
  );
}
