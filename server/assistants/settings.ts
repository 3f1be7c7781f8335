import { z } from 'zod';
import type { AssistantSettings } from '#core/turn.ts';
import { explainIssues, type FieldFault } from '#platform/fields.ts';
import type { Assistant } from './assistant.ts';

/** Our own limit: who waits longer for a person to finish seems not to have heard them. */
const longestQuietMs = 8_000;
/** Likewise. */
const longestRestSeconds = 60;

/** The schema of an assistant's settings: its own, and what every assistant has. Unknown settings are faults. */
export function assistantSettings<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({
    quietMs: z.int().min(0).max(longestQuietMs).optional(),
    restSeconds: z.int().min(0).max(longestRestSeconds).optional(),
    ...shape,
  });
}

export interface CheckedSettings {
  readonly settings: unknown;
  /** Each names the setting: "assistant.faq[3].a" "is missing". Empty: the settings are good. */
  readonly faults: readonly FieldFault[];
}

/** The settings of a channel as its assistant reads them. Checked once for each settings object, not once a turn. */
export function settingsFor(assistant: Assistant, given: AssistantSettings): CheckedSettings {
  const known = checked.get(given);
  if (known) return known;
  const { kind: _, ...own } = given;
  const result = assistant.settings.safeParse(own);
  const answer = result.success
    ? { settings: result.data, faults: [] }
    : { settings: null, faults: explainIssues(result.error, own, 'assistant') };
  checked.set(given, answer);
  return answer;
}
const checked = new WeakMap<AssistantSettings, CheckedSettings>();

/** For provisioning and the settings form: what is wrong with a channel's assistant. */
export function checkAssistant(assistants: ReadonlyMap<string, Assistant>, given: unknown): readonly FieldFault[] {
  const kind = (given as AssistantSettings | null | undefined)?.kind;
  const assistant = typeof kind === 'string' ? assistants.get(kind) : undefined;
  if (assistant) return settingsFor(assistant, given as AssistantSettings).faults;
  return [{ field: 'assistant.kind', message: kind === undefined ? 'is missing' : `must be one of ${[...assistants.keys()].join(', ')}` }];
}

/** The model provider that an assistant names and the organization does not have. */
export function providerFaults(given: unknown, names: readonly string[]): readonly FieldFault[] {
  const { provider } = given as AssistantSettings;
  if (typeof provider !== 'string' || names.includes(provider)) return [];
  const there = names.length > 0 ? `there is ${names.map((name) => `"${name}"`).join(', ')}` : 'there is none yet';
  return [{ field: 'assistant.provider', message: `must be the name of a model provider of the organization; ${there}` }];
}

/** How long a turn waits after the last message on a channel. */
export function quietMsFor(assistants: ReadonlyMap<string, Assistant>, given: AssistantSettings): number {
  const assistant = assistants.get(given.kind);
  const own = given.quietMs;
  return typeof own === 'number' && own >= 0 ? Math.min(own, longestQuietMs) : (assistant?.quietMs ?? 0);
}

/** How long after an answer the assistant of a channel waits before the next one. */
export function restSecondsFor(assistants: ReadonlyMap<string, Assistant>, given: AssistantSettings): number {
  const assistant = assistants.get(given.kind);
  const own = given.restSeconds;
  return typeof own === 'number' && own >= 0 ? Math.min(own, longestRestSeconds) : (assistant?.restSeconds ?? 0);
}
