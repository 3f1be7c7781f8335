import { z } from 'zod';
import { assistantSettings } from '#assistants/index.ts';
import { line } from '#contract/values.ts';

/** Without a provider the companion listens by itself. */
export const companionSettings = assistantSettings({
  provider: line(80).optional(),
  instructions: z.string().trim().min(1).max(8_000).optional(),
  temperature: z.number().min(0).max(2).optional(),
});
export type CompanionAssistantSettings = z.infer<typeof companionSettings>;
