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
export function templateBody({ name, language, header, body, buttons }: Template, fileOf: FileOf): Record<string, unknown> {
  const components = [
    ...(header === undefined ? [] : [{ type: 'header', parameters: [headerParameter(header, fileOf)] }]),
    ...(body === undefined || body.length === 0 ? [] : [{ type: 'body', parameters: body.map(textParameter) }]),
    ...(buttons ?? []).map(buttonComponent),
  ];
  return { name, language: { code: language, policy: 'deterministic' }, ...(components.length > 0 ? { components } : {}) };
}

function textParameter(value: Value): Record<string, unknown> {
  return typeof value === 'string' ? { type: 'text', text: value } : { type: 'text', parameter_name: value.name, text: value.text };
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
  }
}
