import { z } from 'zod';
import { Id } from './identifiers.ts';
import { HttpsLink, latitude, longitude } from './parts.ts';

type Words = (most: number) => z.ZodString;

/** How far an order is, for messages that tell of one. */
const orderStates = ['pending', 'processing', 'partially_shipped', 'shipped', 'completed', 'canceled'] as const;

/** What fills a gap of a text. */
function describeValue(object: typeof z.object, words: Words) {
  const money = object({
    name: words(64).optional(),
    text: words(1024).describe('Shown where the phone cannot write the amount itself.'),
    amount: z.number().min(0).max(1e12).describe('With at most three decimals.'),
    currency: z.string().regex(/^[A-Z]{3}$/, 'Must be the three letters of a currency, such as KES.'),
  });
  return z
    .union([words(1024), money, object({ name: words(64), text: words(1024) })])
    .describe('A text for the next gap, or with the name of its gap; or an amount of money, written as the contact’s phone writes it.');
}

function describeHeader(object: typeof z.object, words: Words) {
  const file = { file: Id.optional(), link: HttpsLink.optional() };
  return z.discriminatedUnion('kind', [
    object({ kind: z.literal('text'), value: describeValue(object, words) }),
    object({ kind: z.literal('image'), ...file }),
    object({ kind: z.literal('video'), ...file }),
    object({ kind: z.literal('document'), ...file, fileName: words(240).optional() }),
    object({ kind: z.literal('location'), latitude, longitude, name: words(256), address: words(512) }),
    object({ kind: z.literal('product'), catalogId: words(100), productId: words(100) }).describe('Of templates that show one product.'),
  ]);
}

function describeButton(object: typeof z.object, words: Words) {
  const index = z.int().min(0).max(9).describe('Which button of the template, from 0.');
  const section = object({ title: words(60), products: z.array(words(100)).min(1).max(30).describe('Ids of the catalogue.') });
  return z.discriminatedUnion('kind', [
    object({ kind: z.literal('url'), index, text: words(2000).describe('The end of the button’s address.') }),
    object({ kind: z.literal('quick_reply'), index, id: words(256).describe('Comes back as content.id when it is tapped.') }),
    object({ kind: z.literal('copy_code'), index, code: words(64) }),
    object({ kind: z.literal('one_time_password'), index, code: words(64).describe('The same code as in the body.') }),
    object({ kind: z.literal('form'), index, token: words(200).optional(), data: z.record(z.string(), z.unknown()).optional() }),
    object({ kind: z.literal('catalog'), index, productId: words(100).optional().describe('Whose picture is shown; else the first’s.') }),
    object({
      kind: z.literal('products'),
      index,
      productId: words(100).describe('Whose picture is shown.'),
      sections: z.array(section).min(1).max(10),
    }).describe('Opens a choice of products.'),
  ]);
}

/** A message the provider approved beforehand, with what fills its gaps. The only kind that may open a conversation. */
export function describeTemplate(object: typeof z.object, words: Words) {
  const header = describeHeader(object, words);
  const body = z.array(describeValue(object, words)).max(100).optional().describe('What fills the gaps of the body, in order.');
  const buttons = z.array(describeButton(object, words)).max(10).optional().describe('Only those that have a gap.');
  return object({
    kind: z.literal('template'),
    name: z
      .string()
      .max(512)
      .regex(/^[a-z0-9_]+$/, 'Must be the name of a template: lower-case letters, digits and underscores.'),
    language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2,4})?$/, 'Must be a language as templates name it, such as en or en_GB.'),
    header: header.optional(),
    body,
    buttons,
    offer: object({ endsAt: z.iso.datetime({ offset: true }) })
      .optional()
      .describe('Of templates with an offer that ends: when it does; the phone counts down.'),
    order: object({
      reference: words(60).describe('As in the message that asked for the payment.'),
      status: z.enum(orderStates),
      description: words(400).optional(),
    })
      .optional()
      .describe('Of templates that tell how far an order is.'),
    cards: z
      .array(object({ header: header.optional(), body, buttons }))
      .min(1)
      .max(10)
      .optional()
      .describe('Of templates with cards to swipe through: what fills each, in order.'),
  });
}
