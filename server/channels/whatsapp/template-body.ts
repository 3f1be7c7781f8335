import type { Content } from '#contract/messages.ts';
import { present } from './fields.ts';

export interface FileSource {
  readonly file?: string | undefined;
  readonly link?: string | undefined;
}

type Template = Content<'template'>;
type Header = NonNullable<Template['header']>;
type Button = NonNullable<Template['buttons']>[number];
type Value = NonNullable<Template['body']>[number];
type FileOf = (file: FileSource) => Record<string, unknown>;

/** `{name, language, components}`: only the parts of the template that have gaps are named. */
export function templateBody({ name, language, offer, order, cards, ...parts }: Template, fileOf: FileOf): Record<string, unknown> {
  const components = [
    ...partComponents(parts, fileOf),
    ...(offer === undefined ? [] : [extra('limited_time_offer', { expiration_time_ms: Date.parse(offer.endsAt) })]),
    ...(order === undefined ? [] : [orderComponent(order)]),
    ...(cards === undefined ? [] : [{ type: 'carousel', cards: cards.map((card, place) => cardOf(card, { place, fileOf })) }]),
  ];
  return { name, language: { code: language, policy: 'deterministic' }, ...(components.length > 0 ? { components } : {}) };
}

/** What a message and each of its cards may have. */
function partComponents({ header, body, buttons }: Pick<Template, 'header' | 'body' | 'buttons'>, fileOf: FileOf) {
  return [
    ...(header === undefined ? [] : [{ type: 'header', parameters: [headerParameter(header, fileOf)] }]),
    ...(body === undefined || body.length === 0 ? [] : [{ type: 'body', parameters: body.map(textParameter) }]),
    ...(buttons ?? []).map(buttonComponent),
  ];
}

function cardOf(card: NonNullable<Template['cards']>[number], { place, fileOf }: { place: number; fileOf: FileOf }) {
  return { card_index: place, components: partComponents(card, fileOf) };
}

/** A component whose one parameter is called like itself. */
function extra(type: string, value: Record<string, unknown>): Record<string, unknown> {
  return { type, parameters: [{ type, [type]: value }] };
}

function orderComponent({ reference, status, description }: NonNullable<Template['order']>): Record<string, unknown> {
  // Of all its words Meta writes this one with a dash.
  const order = present({ status: status === 'partially_shipped' ? 'partially-shipped' : status, description });
  return extra('order_status', { reference_id: reference, order });
}

function textParameter(value: Value): Record<string, unknown> {
  if (typeof value === 'string') return { type: 'text', text: value };
  const { name, text } = value;
  if (!('currency' in value)) return { type: 'text', parameter_name: name, text };
  const currency = { fallback_value: text, code: value.currency, amount_1000: Math.round(value.amount * 1000) };
  return { type: 'currency', ...present({ parameter_name: name }), currency };
}

function headerParameter(header: Header, fileOf: FileOf): Record<string, unknown> {
  switch (header.kind) {
    case 'text':
      return textParameter(header.value);
    case 'location': {
      const { latitude, longitude, name, address } = header;
      // Here, unlike in a message of its own, Meta writes degrees as text.
      return { type: 'location', location: { latitude: String(latitude), longitude: String(longitude), name, address } };
    }
    case 'document':
      return { type: 'document', document: { ...fileOf(header), ...present({ filename: header.fileName }) } };
    case 'product':
      return { type: 'product', product: { product_retailer_id: header.productId, catalog_id: header.catalogId } };
    default:
      return { type: header.kind, [header.kind]: fileOf(header) };
  }
}

/** A one-time password fills the gap of a button that Meta keeps as an address. */
function buttonComponent(button: Button): Record<string, unknown> {
  const component = (subType: string, parameter: Record<string, unknown>) => ({
    type: 'button',
    sub_type: subType,
    index: String(button.index),
    parameters: [parameter],
  });
  switch (button.kind) {
    case 'url':
      return component('url', { type: 'text', text: button.text });
    case 'one_time_password':
      return component('url', { type: 'text', text: button.code });
    case 'quick_reply':
      return component('quick_reply', { type: 'payload', payload: button.id });
    case 'copy_code':
      return component('copy_code', { type: 'coupon_code', coupon_code: button.code });
    case 'form':
      return component('flow', { type: 'action', action: present({ flow_token: button.token, flow_action_data: button.data }) });
    case 'catalog':
      return component('catalog', { type: 'action', action: present({ thumbnail_product_retailer_id: button.productId }) });
    case 'products':
      return component('mpm', {
        type: 'action',
        action: { thumbnail_product_retailer_id: button.productId, sections: button.sections.map(productSection) },
      });
  }
}

function productSection({ title, products }: Extract<Button, { kind: 'products' }>['sections'][number]): Record<string, unknown> {
  return { title, product_items: products.map((product) => ({ product_retailer_id: product })) };
}
