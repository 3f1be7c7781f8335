import type { Intent } from '#core/dialogue/intent.ts';
import type { Assistant } from './assistant.ts';
import { echo } from './echo.ts';
import { createOffline } from './offline/index.ts';

export type { Assistant } from './assistant.ts';
export { assistantSentences } from './locales/index.ts';
export { checkAssistant, quietMsFor, settingsFor } from './settings.ts';

/** Every assistant there is, by the name used in a channel's settings. */
export function createAssistants(intents: readonly Intent[]): ReadonlyMap<string, Assistant> {
  const all = [echo, createOffline(intents)];
  return new Map(all.map((assistant) => [assistant.kind, assistant]));
}
