import { z } from 'zod';
import { assistantSettings } from '../settings.ts';

/** Without the limits a typing error in a file could make every turn slow, or a reply that no channel takes. */
const linesMax = 500;
const questionLength = 500;
/** WhatsApp's longest text. */
const answerLength = 4_096;
/** The greeting is shown above the menu, and WhatsApp's longest text above buttons is 1,024. */
const greetingLength = 1_000;

export const offlineSettings = assistantSettings({
  /** Said instead of our own greeting, in every language. It should say that an automatic assistant answers. */
  greeting: z.string().trim().min(1).max(greetingLength).optional(),
  faq: z
    .array(z.strictObject({ q: z.string().trim().min(1).max(questionLength), a: z.string().trim().min(1).max(answerLength) }))
    .max(linesMax)
    .default([]),
});
export type OfflineSettings = z.infer<typeof offlineSettings>;
