import { type Fields, fields, invalid, list, missing, required, text } from './check-fields.ts';
import { checkLocation, checkMedia, type KnowsMedia } from './check-kinds.ts';
import { GraphError } from './graph-error.ts';

/** What the template holds is not known here, so only the form of what fills its gaps is looked at. */
export function checkTemplate(part: Fields, knowsMedia: KnowsMedia): void {
  text(part, 'name', 512);
  const language = fields(required(part, 'language', 'template'), 'template.language');
  text(language, 'code', 16);
  if (part.components === undefined) return;
  const seen: Seen = { knowsMedia, buttons: new Set(), most: 10 };
  for (const component of list(part, 'components', 20)) checkComponent(fields(component, 'component'), seen);
}

interface Seen {
  readonly knowsMedia: KnowsMedia;
  readonly buttons: Set<string>;
  readonly most: number;
}

function checkComponent(component: Fields, seen: Seen): void {
  if (component.type === 'carousel') {
    checkCarousel(component, seen.knowsMedia);
    return;
  }
  const parameters = list(component, 'parameters', 100).map((one) => fields(one, 'parameter'));
  if (component.type === 'header') checkHeader(parameters, seen.knowsMedia);
  else if (component.type === 'body') for (const parameter of parameters) checkValue(parameter);
  else if (component.type === 'button') checkButton(component, parameters, seen);
  else if (component.type === 'limited_time_offer') checkOffer(only(parameters, 'limited_time_offer'));
  else if (component.type === 'order_status') checkOrder(only(parameters, 'order_status'));
  else throw new GraphError(100, 'Param components type must be one of {HEADER, BODY, BUTTON, CAROUSEL, LIMITED_TIME_OFFER, ORDER_STATUS}');
}

/** The value of a component's one parameter, which is called like the component. */
function only(parameters: readonly Fields[], type: string): Fields {
  const [parameter, ...more] = parameters;
  if (parameter === undefined || more.length > 0 || parameter.type !== type) throw mismatch();
  return fields(required(parameter, type), type);
}

function mismatch(): GraphError {
  return new GraphError(132012, 'Parameter format does not match format in the created template');
}

function checkCarousel(component: Fields, knowsMedia: KnowsMedia): void {
  const cards = list(component, 'cards', 10).map((card) => fields(card, 'card'));
  if (cards.length < 2) throw invalid('cards', 'Invalid cards count. Min allowed: 2, Max allowed: 10');
  for (const [place, card] of cards.entries()) {
    if (card.card_index !== place) throw invalid('card_index');
    const components = list(card, 'components', 4).map((one) => fields(one, 'component'));
    const seen: Seen = { knowsMedia, buttons: new Set(), most: 2 };
    for (const one of components) checkComponent(one, seen);
    if (!components.some((one) => one.type === 'header')) throw missing('card.header');
  }
}

function checkHeader(parameters: readonly Fields[], knowsMedia: KnowsMedia): void {
  const [parameter, ...more] = parameters;
  if (parameter === undefined || more.length > 0) throw mismatch();
  if (parameter.type === 'text' || parameter.type === 'currency') checkValue(parameter);
  else if (parameter.type === 'location') checkLocation(fields(parameter.location, 'location'));
  else if (parameter.type === 'product') checkProduct(fields(required(parameter, 'product'), 'product'));
  else if (!['image', 'video', 'document'].includes(String(parameter.type))) throw invalid('parameter.type');
  else checkMedia(String(parameter.type), fields(parameter[String(parameter.type)], 'parameter'), knowsMedia);
}

function checkProduct(product: Fields): void {
  text(product, 'product_retailer_id', 100);
  text(product, 'catalog_id', 100);
}

function checkValue(parameter: Fields): void {
  if (parameter.type === 'currency') {
    const currency = fields(required(parameter, 'currency'), 'currency');
    oneLine(text(currency, 'fallback_value', 1024));
    if (!/^[A-Z]{3}$/.test(text(currency, 'code', 3))) throw invalid('currency.code');
    if (!Number.isSafeInteger(required(currency, 'amount_1000'))) throw invalid('currency.amount_1000');
  } else if (parameter.type === 'text') oneLine(text(parameter, 'text', 1024));
  else throw invalid('parameter.type');
}

/** Meta refuses line breaks, tabs and runs of spaces in what fills a gap. */
function oneLine(value: string): void {
  if (/[\n\t]| {5}/.test(value)) throw new GraphError(132018, 'There was an issue with the parameters in your template');
}

function checkOffer(offer: Fields): void {
  const ends = required(offer, 'expiration_time_ms');
  // Seconds where milliseconds are meant would be in January 1970.
  if (!Number.isSafeInteger(ends) || (ends as number) < 1e12) throw invalid('expiration_time_ms');
}

const ORDER_STATES: ReadonlySet<unknown> = new Set(['pending', 'processing', 'partially-shipped', 'shipped', 'completed', 'canceled']);

function checkOrder(status: Fields): void {
  text(status, 'reference_id', 60);
  const order = fields(required(status, 'order', 'order_status'), 'order');
  if (!ORDER_STATES.has(order.status)) throw invalid('order.status');
  if (order.description !== undefined) text(order, 'description', 120);
}

const BUTTON_PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['quick_reply', 'payload'],
  ['url', 'text'],
  ['copy_code', 'coupon_code'],
  ['flow', 'action'],
  ['catalog', 'action'],
  ['mpm', 'action'],
]);

function checkButton(component: Fields, parameters: readonly Fields[], { buttons, most }: Seen): void {
  const kind = BUTTON_PARAMETERS.get(String(component.sub_type));
  if (kind === undefined) throw invalid('sub_type');
  const index = String(required(component, 'index', 'component'));
  if (!/^[0-9]$/.test(index) || buttons.has(index)) throw invalid('index');
  buttons.add(index);
  if (buttons.size > most) throw invalid('buttons', `Invalid buttons count. Min allowed: 1, Max allowed: ${most}`);
  for (const parameter of parameters) {
    if (parameter.type !== kind) throw invalid('parameter.type');
    if (kind === 'coupon_code') text(parameter, kind, 15);
    else if (kind === 'action') checkAction(fields(required(parameter, 'action'), 'action'), component.sub_type === 'mpm');
    else text(parameter, kind, 2000);
  }
}

function checkAction(action: Fields, products: boolean): void {
  if (!products) return;
  text(action, 'thumbnail_product_retailer_id', 100);
  const items = list(action, 'sections', 10).flatMap((one) => {
    const section = fields(one, 'section');
    text(section, 'title', 24, 'Section title');
    return list(section, 'product_items', 30).map((item) => text(item, 'product_retailer_id', 100));
  });
  if (items.length > 30) throw invalid('sections', 'Total product count exceed max allowed count: 30');
}
