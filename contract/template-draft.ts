import { z } from 'zod';
import { templateCategories, templateLanguage } from './template-faults.ts';

/** A message template as people write it here, before the provider decides about it. */

const loose = (most: number) => z.string().max(most).describe('With gaps such as {{1}}.');
const Example = z.string().max(200);

const Button = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('quick_reply'), text: z.string().max(100) }),
  z.strictObject({ kind: z.literal('url'), text: z.string().max(100), url: z.string().max(2048), example: Example.optional() }),
  z.strictObject({ kind: z.literal('phone_number'), text: z.string().max(100), phone: z.string().max(30) }),
]);

const words = {
  category: z.enum(templateCategories),
  header: z
    .strictObject({ text: loose(200), example: Example.optional() })
    .nullable()
    .default(null),
  body: loose(4096),
  examples: z.array(Example).max(50).default([]).describe('What may fill the gaps of the body, in order: the provider decides by them.'),
  footer: z.string().max(200).nullable().default(null),
  buttons: z.array(Button).max(20).default([]),
};

export const TemplateName = z
  .string()
  .max(512)
  .regex(/^[a-z0-9_]+$/, 'Must be lower-case letters, digits and underscores, such as visit_reminder.');
export const TemplateLanguage = z.string().regex(templateLanguage, 'Must be a language as templates name it, such as en or en_GB.');

export const TemplateChange = z.strictObject(words);
export type TemplateChange = z.infer<typeof TemplateChange>;
export const TemplateDraft = z.strictObject({ name: TemplateName, language: TemplateLanguage, ...words });
export type TemplateDraft = z.infer<typeof TemplateDraft>;
