import { ChannelError, type OutboundMessage } from '#channels/channel.ts';
import type { Choice, Content, OutboundKind } from '#contract/messages.ts';
import { present } from './fields.ts';
import { type FileSource, templateBody } from './template-body.ts';

/** `{type, <type>: {…}}` for each of our kinds. Bodies: Meta, WhatsApp Business Platform, "Messages"; testdata/sends.json. */
export function contentBody(message: OutboundMessage): Record<string, unknown> {
  const write = WRITERS[message.content.kind] as (content: never, message: OutboundMessage) => Record<string, unknown>;
  return write(message.content as never, message);
}

type Writers = { readonly [Kind in OutboundKind]: (content: Content<Kind>, message: OutboundMessage) => Record<string, unknown> };

const WRITERS: Writers = {
  text: ({ text, preview }) => ({ type: 'text', text: present({ body: text, preview_url: preview }) }),
  buttons: (content) => interactive('button', content, { buttons: content.buttons.map(button) }),
  list: (content) => interactive('list', content, { button: content.button, sections: content.sections.map(section) }),
  url: (content) => interactive('cta_url', content, { name: 'cta_url', parameters: { display_text: content.button, url: content.url } }),
  location_request: (content) => interactive('location_request_message', content, { name: 'send_location' }),
  form: (content) => interactive('flow', content, { name: 'flow', parameters: formParameters(content) }),
  image: ({ text, ...content }, message) => ({ type: 'image', image: { ...fileOf(content, message), ...present({ caption: text }) } }),
  video: ({ text, ...content }, message) => ({ type: 'video', video: { ...fileOf(content, message), ...present({ caption: text }) } }),
  document: ({ text, fileName, ...content }, message) => ({
    type: 'document',
    document: { ...fileOf(content, message), ...present({ caption: text, filename: fileName }) },
  }),
  audio: (content, message) => ({ type: 'audio', audio: fileOf(content, message) }),
  sticker: (content, message) => ({ type: 'sticker', sticker: fileOf(content, message) }),
  location: ({ latitude, longitude, name, address }) => ({ type: 'location', location: present({ latitude, longitude, name, address }) }),
  contacts: ({ contacts }) => ({ type: 'contacts', contacts: contacts.map(card) }),
  // An empty emoji takes the reaction back.
  reaction: ({ emoji }, { quotes }) => ({ type: 'reaction', reaction: { message_id: quotes ?? '', emoji: emoji ?? '' } }),
  template: (content, message) => ({ type: 'template', template: templateBody(content, (file) => fileOf(file, message)) }),
};

/** `{id}` of what was uploaded to Meta for us, or `{link}` which Meta fetches. */
function fileOf({ file, link }: FileSource, { uploaded }: OutboundMessage): Record<string, unknown> {
  if (link !== undefined) return { link };
  const id = file === undefined ? undefined : uploaded?.[file];
  if (id !== undefined) return { id };
  const reason = 'The file of this message was not handed to WhatsApp.';
  throw new ChannelError('never', { code: 'whatsapp.no_file', reason, advice: 'Upload the file again and send a new message.' });
}

interface Frame {
  readonly text: string;
  readonly header?: string | undefined;
  readonly footer?: string | undefined;
}

function interactive(type: string, { text, header, footer }: Frame, action: Record<string, unknown>): Record<string, unknown> {
  return {
    type: 'interactive',
    interactive: {
      ...(header === undefined ? {} : { header: { type: 'text', text: header } }),
      body: { text },
      ...(footer === undefined ? {} : { footer: { text: footer } }),
      type,
      action,
    },
  };
}

/** Buttons have no description on WhatsApp; it is left out rather than refused, for the title is what is tapped. */
function button({ id, title }: Choice): Record<string, unknown> {
  return { type: 'reply', reply: { id, title } };
}

function section({ title, rows }: Content<'list'>['sections'][number]): Record<string, unknown> {
  return { ...present({ title }), rows: rows.map(({ id, title: name, description }) => present({ id, title: name, description })) };
}

function formParameters({ form, button: title, token, draft, screen, data }: Content<'form'>): Record<string, unknown> {
  return present({
    flow_message_version: '3',
    ...('id' in form ? { flow_id: form.id } : { flow_name: form.name }),
    flow_cta: title,
    flow_token: token,
    mode: draft === true ? 'draft' : undefined,
    flow_action: screen === undefined ? 'data_exchange' : 'navigate',
    flow_action_payload: screen === undefined ? undefined : present({ screen, data }),
  });
}

/** Meta wants a first or last name beside the formatted one. */
function card(one: Content<'contacts'>['contacts'][number]): Record<string, unknown> {
  const named = one.firstName === undefined && one.lastName === undefined;
  return present({
    name: present({ formatted_name: one.name, first_name: named ? one.name : one.firstName, last_name: one.lastName }),
    org: one.organization === undefined && one.title === undefined ? undefined : present({ company: one.organization, title: one.title }),
    phones: one.phones?.map(({ phone, type, whatsapp }) => present({ phone, type, wa_id: whatsapp })),
    emails: one.emails?.map(({ email, type }) => present({ email, type })),
    urls: one.urls?.map(({ url, type }) => present({ url, type })),
  });
}
