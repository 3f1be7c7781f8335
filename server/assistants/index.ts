import type { MakeAssistant } from '#core/assistant.ts';
import type { Intent } from '#core/dialogue/intent.ts';
import { BadStart } from '#platform/errors.ts';
import type { Assistant } from './assistant.ts';
import { echo } from './echo.ts';
import { createListening, type ReadFile } from './listening/index.ts';
import { createAsk, type ModelAssistantTools } from './model/ask.ts';
import { createModel } from './model/index.ts';
import { createOffline } from './offline/index.ts';

export type { Assistant } from './assistant.ts';
export { assistantSentences } from './locales/index.ts';
export type { SaidMessage } from './model/conversation.ts';
export { assistantSettings, checkAssistant, providerFaults, quietMsFor, restSecondsFor, settingsFor } from './settings.ts';
export { createListening, type ReadFile };

/**
 * Every assistant there is, by the name used in a channel's settings; `made` are those of modules. Without the tools for it there is none that
 * asks a model.
 */
export function createAssistants(
  intents: readonly Intent[],
  tools?: ModelAssistantTools,
  made: readonly MakeAssistant[] = [],
): ReadonlyMap<string, Assistant> {
  const offline = createOffline(intents);
  const own = [echo, offline, ...(tools ? [createModel({ ...tools, intents, offline })] : [])];
  const ask = createAsk(tools && { ...tools, intents });
  const all = [...own, ...made.map((make) => make(ask))];
  const twice = all.find(({ kind }, index) => all.findIndex((other) => other.kind === kind) !== index);
  if (twice) throw new BadStart([`There are two assistants "${twice.kind}".`]);
  return new Map(all.map((assistant) => [assistant.kind, assistant]));
}
