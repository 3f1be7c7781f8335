import { z } from 'zod';
import { Language, line } from '#contract/values.ts';
import type { Assistant } from '../assistant.ts';
import { assistantSettings } from '../settings.ts';

/** About two pages: what more would be said belongs into knowledge that is searched, not into every question. */
const instructionsLength = 8_000;

/** `fallback` are the settings of the offline assistant, which answers when the model does not. */
export function modelSettings(offline: Assistant) {
  return assistantSettings({
    provider: line(80),
    instructions: z.string().trim().min(1).max(instructionsLength).optional(),
    /** What to answer in when the contact's own language is not known; the organization's, when not said. */
    language: Language.optional(),
    temperature: z.number().min(0).max(2).optional(),
    /** Voice notes are sent to the provider and read as if they had been written. */
    hearsVoice: z.boolean().default(false),
    /** Pictures are sent to the provider and described. */
    seesPictures: z.boolean().default(false),
    fallback: offline.settings.prefault({}),
  });
}
export type ModelAssistantSettings = z.infer<ReturnType<typeof modelSettings>>;
