import type { Content } from '#contract/messages.ts';
import { LIMITS } from './limits.ts';
import { atMost, refuse, tooMany } from './refuse.ts';

type Template = Content<'template'>;
type Parts = Pick<Template, 'header' | 'body' | 'buttons'>;
type Button = NonNullable<Template['buttons']>[number];

/** Refuses what WhatsApp would refuse of a template whatever stands in it; what does not fit its gaps only Meta knows (132000, 132012). */
export function checkTemplate({ header, body, buttons, offer, order, cards }: Template): void {
  checkParts({ header, body, buttons }, { at: '', mostButtons: LIMITS.templateButtons });
  atMost('order.description', order?.description, LIMITS.orderDescription);
  if (offer !== undefined && header !== undefined && header.kind !== 'image' && header.kind !== 'video') {
    refuse(
      'header',
      'wrong_header',
      'The header of an offer that ends must be a picture or a film.',
      'Leave the header out, or give one of them.',
    );
  }
  if (cards !== undefined) checkCards(cards);
}

/** Where the parts stand: the message itself, or one of its cards ("cards[2]."). */
interface Place {
  readonly at: string;
  readonly mostButtons: number;
}

function checkParts({ header, body = [], buttons = [] }: Parts, { at, mostButtons }: Place): void {
  if (header !== undefined && 'file' in header === 'link' in header && ['image', 'video', 'document'].includes(header.kind)) {
    refuse(`${at}header.file`, 'no_file', `${at}header must have a file, or link in its place; not both.`, 'Give one of them.');
  }
  checkBody(body, at);
  tooMany('buttons', buttons.length, mostButtons, `${at}buttons`);
  if (new Set(buttons.map((button) => button.index)).size < buttons.length) {
    refuse(
      `${at}buttons`,
      'not_different',
      'Two of the buttons have the same index.',
      'Give each button of the template at most one value.',
    );
  }
  for (const [place, button] of buttons.entries()) checkButton(button, `${at}buttons[${place}]`);
}

function checkBody(body: NonNullable<Template['body']>, at: string): void {
  const named = body.filter((value) => typeof value !== 'string' && value.name !== undefined).length;
  if (named > 0 && named < body.length) {
    refuse(`${at}body`, 'mixed_gaps', 'Some values name their gap and some do not; a template has one sort.', 'Name all of them, or none.');
  }
  for (const [place, value] of body.entries()) {
    if (!/[\n\t]| {5}/.test(typeof value === 'string' ? value : value.text)) continue;
    const field = `${at}body[${place}]`;
    const reason = `${field} has a line break, a tab or five spaces in a row, which WhatsApp refuses in a gap.`;
    refuse(field, 'broken_gap', reason, 'Write it in one line.');
  }
}

function checkButton(button: Button, field: string): void {
  if (button.kind === 'copy_code') atMost(`${field}.code`, button.code, LIMITS.couponCode);
  if (button.kind !== 'products') return;
  for (const [place, { title }] of button.sections.entries()) {
    atMost(`${field}.sections[${place}].title`, title, LIMITS.productSectionTitle);
  }
  const products = button.sections.flatMap((section) => section.products);
  tooMany('products', products.length, LIMITS.products, `${field}.sections`);
  if (new Set(products).size < products.length) {
    refuse(`${field}.sections`, 'not_different', 'A product stands in the sections twice.', 'Name each product once.');
  }
}

/** Cards look alike: the same header and the same buttons on each. */
function checkCards(cards: NonNullable<Template['cards']>): void {
  tooMany('cards', cards.length, LIMITS.cards);
  if (cards.length < 2) refuse('cards', 'too_few', 'There is one card; WhatsApp wants at least two.', 'Use a template without cards.');
  for (const [place, card] of cards.entries()) {
    const at = `cards[${place}].`;
    checkParts(card, { at, mostButtons: LIMITS.cardButtons });
    checkCardHeader(card.header, `${at}header`);
    const words = (card.body ?? []).reduce((sum, value) => sum + (typeof value === 'string' ? value : value.text).length, 0);
    if (words > LIMITS.cardBody) {
      const reason = `The values of ${at}body have ${words} characters; WhatsApp allows ${LIMITS.cardBody} in the text of a card.`;
      refuse(`${at}body`, 'too_long', reason, 'Shorten them.');
    }
    if (shapeOf(card) === shapeOf(cards[0] ?? {})) continue;
    refuse(at.slice(0, -1), 'not_alike', `cards[${place}] has another header or other buttons than the first.`, 'Make all cards alike.');
  }
}

function checkCardHeader(header: Template['header'], field: string): void {
  if (header !== undefined && ['image', 'video', 'product'].includes(header.kind)) return;
  refuse(field, 'wrong_header', `${field} must be a picture, a film or a product.`, 'Give each card one, the same kind on all.');
}

function shapeOf({ header, body = [], buttons = [] }: Parts): string {
  return JSON.stringify([header?.kind, body.length, buttons.map(({ kind, index }) => [kind, index])]);
}
