import type { Intent } from '#core/dialogue/intent.ts';
import type { Assistant } from './assistant.ts';
import { echo } from './echo.ts';
import { createListening, type ReadFile } from './listening/index.ts';
import { createModel, type ModelAssistantTools } from './model/index.ts';
import { createOffline } from './offline/index.ts';

export type { Assistant } from './assistant.ts';
export { assistantSentences } from './locales/index.ts';
export type { SaidMessage } from './model/conversation.ts';
export { checkAssistant, providerFaults, quietMsFor, restSecondsFor, settingsFor } from './settings.ts';
export { createListening, type ReadFile };

/** Every assistant there is, by the name used in a channel's settings. Without the tools for it there is none that asks a model. */
export function createAssistants(intents: readonly Intent[], tools?: ModelAssistantTools): ReadonlyMap<string, Assistant> {
  const offline = createOffline(intents);
  const all = [echo, offline, ...(tools ? [createModel({ ...tools, intents, offline })] : [])];
  return new Map(all.map((assistant) => [assistant.kind, assistant]));
}
