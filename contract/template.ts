import { z } from 'zod';
import { Id } from './identifiers.ts';
import { HttpsLink, latitude, longitude } from './parts.ts';

type Words = (most: number) => z.ZodString;

/** A message the provider approved beforehand, with what fills its gaps. The only kind that may open a conversation. */
export function describeTemplate(object: typeof z.object, words: Words) {
  const value = z
    .union([words(1024), object({ name: words(64), text: words(1024) })])
    .describe('A text for the next gap, or with the name of its gap.');
  const file = { file: Id.optional(), link: HttpsLink.optional() };
  const header = z.discriminatedUnion('kind', [
    object({ kind: z.literal('text'), value }),
    object({ kind: z.literal('image'), ...file }),
    object({ kind: z.literal('video'), ...file }),
    object({ kind: z.literal('document'), ...file, fileName: words(240).optional() }),
    object({ kind: z.literal('location'), latitude, longitude, name: words(256), address: words(512) }),
  ]);
  const index = z.int().min(0).max(9).describe('Which button of the template, from 0.');
  const button = z.discriminatedUnion('kind', [
    object({ kind: z.literal('url'), index, text: words(2000).describe('The end of the button’s address.') }),
    object({ kind: z.literal('quick_reply'), index, id: words(256).describe('Comes back as content.id when it is tapped.') }),
    object({ kind: z.literal('copy_code'), index, code: words(64) }),
    object({ kind: z.literal('one_time_password'), index, code: words(64).describe('The same code as in the body.') }),
    object({ kind: z.literal('form'), index, token: words(200).optional(), data: z.record(z.string(), z.unknown()).optional() }),
    object({ kind: z.literal('catalog'), index, productId: words(100).optional() }),
  ]);
  return object({
    kind: z.literal('template'),
    name: z
      .string()
      .max(512)
      .regex(/^[a-z0-9_]+$/, 'Must be the name of a template: lower-case letters, digits and underscores.'),
    language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2,4})?$/, 'Must be a language as templates name it, such as en or en_GB.'),
    header: header.optional(),
    body: z.array(value).max(100).optional().describe('What fills the gaps of the body, in order.'),
    buttons: z.array(button).max(10).optional().describe('Only those that have a gap.'),
  });
}
