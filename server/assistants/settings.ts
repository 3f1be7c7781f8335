import { z } from 'zod';
import type { AssistantSettings } from '#core/turn.ts';
import type { Assistant } from './assistant.ts';

/** Our own limit: who waits longer for a person to finish seems not to have heard them. */
const longestQuietMs = 8_000;

/** The schema of an assistant's settings: its own, and what every assistant has. Unknown settings are faults. */
export function assistantSettings<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ quietMs: z.int().min(0).max(longestQuietMs).optional(), ...shape });
}

export interface CheckedSettings {
  readonly settings: unknown;
  /** Sentences that name the setting: "assistant.faq[3].a is missing". Empty: the settings are good. */
  readonly faults: readonly string[];
}

/** The settings of a channel as its assistant reads them. Checked once for each settings object, not once a turn. */
export function settingsFor(assistant: Assistant, given: AssistantSettings): CheckedSettings {
  const known = checked.get(given);
  if (known) return known;
  const { kind: _, ...own } = given;
  const result = assistant.settings.safeParse(own);
  const answer = result.success
    ? { settings: result.data, faults: [] }
    : { settings: null, faults: result.error.issues.flatMap((issue) => faultsOf(issue, own)) };
  checked.set(given, answer);
  return answer;
}
const checked = new WeakMap<AssistantSettings, CheckedSettings>();

/** For provisioning and the settings form: what is wrong with a channel's assistant, in sentences. */
export function checkAssistant(assistants: ReadonlyMap<string, Assistant>, given: unknown): readonly string[] {
  const kind = (given as AssistantSettings | null | undefined)?.kind;
  if (typeof kind !== 'string') return ['assistant.kind is missing'];
  const assistant = assistants.get(kind);
  if (!assistant) return [`assistant.kind is "${kind}", but there are only: ${[...assistants.keys()].join(', ')}`];
  return settingsFor(assistant, given as AssistantSettings).faults;
}

/** How long a turn waits after the last message on a channel. */
export function quietMsFor(assistants: ReadonlyMap<string, Assistant>, given: AssistantSettings): number {
  const assistant = assistants.get(given.kind);
  const own = given.quietMs;
  return typeof own === 'number' && own >= 0 ? Math.min(own, longestQuietMs) : (assistant?.quietMs ?? 0);
}

function faultsOf(issue: z.core.$ZodIssue, own: unknown): string[] {
  const where = `assistant${issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')}`;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${where}.${key} is not a setting of this assistant`);
  if (issue.code === 'invalid_type' && valueAt(own, issue.path) === undefined) return [`${where} is missing`];
  return [`${where}: ${issue.message}`];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((inside, part) => (inside as Record<PropertyKey, unknown> | undefined)?.[part], value);
}
