import type { InboundKind } from '#contract/messages.ts';
import { Fields, present, TEXT_LENGTH_MAX, WrongField } from './fields.ts';
import { parseJson, UnreadableJson } from './json.ts';

/** What a message says, in our own terms. `complete`: the provider's form says nothing that ours does not. */
export interface Translation {
  readonly kind: InboundKind;
  readonly text?: string;
  readonly content?: Readonly<Record<string, unknown>>;
  readonly complete?: boolean;
  /** The message it is about, where its own part names it. */
  readonly quotes?: string;
}

/** Meta's `type` → what it means. Bodies: Meta, WhatsApp Business Platform, "messages webhook reference"; testdata/messages.json. */
const KINDS: ReadonlyMap<string, (message: Fields) => Translation> = new Map([
  ['text', text],
  ['button', templateButton],
  ['interactive', interactive],
  ['image', (message) => media('image', message.object('image'))],
  ['video', (message) => media('video', message.object('video'))],
  ['document', (message) => media('document', message.object('document'))],
  ['sticker', (message) => media('sticker', message.object('sticker'))],
  ['audio', (message) => audio(message.object('audio'))],
  // Some gateways name voice notes by their own type; the part may be called either way.
  ['voice', (message) => media('voice', message.optionalObject('voice') ?? message.object('audio'))],
  ['location', location],
  ['contacts', sharedContacts],
  ['reaction', reaction],
  ['order', order],
  ['edit', edit],
  ['revoke', revoke],
  ['system', system],
  ['unsupported', unsupported],
]);

/** Never drops what it does not know: an unknown type is kept as `unsupported`, in the provider's form. */
export function translate(message: Fields): Translation {
  const read = KINDS.get(message.id('type'));
  return read === undefined ? unsupported(message) : read(message);
}

/** Where Meta writes words, in the order they are looked for when the form around them is broken. */
const WORDS: readonly (readonly string[])[] = [
  ['text', 'body'],
  ['button', 'text'],
  ['interactive', 'button_reply', 'title'],
  ['interactive', 'list_reply', 'title'],
  ['image', 'caption'],
  ['video', 'caption'],
  ['document', 'caption'],
  ['order', 'text'],
];

/** The words of a message whose form cannot be read; undefined: there are none that can. */
export function wordsIn(raw: unknown): string | undefined {
  for (const path of WORDS) {
    const value = path.reduce<unknown>(insideOf, raw);
    if (typeof value === 'string' && value !== '' && value.length <= TEXT_LENGTH_MAX) return value;
  }
  return undefined;
}

function insideOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

const TEXT_FIELDS: ReadonlySet<string> = new Set(['body']);
const BUTTON_FIELDS: ReadonlySet<string> = new Set(['payload', 'text']);
const CHOICE_FIELDS: ReadonlySet<string> = new Set(['id', 'title', 'description']);

/** `text: {body}` */
function text(message: Fields): Translation {
  const part = message.object('text');
  return { kind: 'text', text: part.text('body'), complete: !part.hasMoreThan(TEXT_FIELDS) };
}

/** `button: {payload, text}`: a tap on a quick reply of a template. */
function templateButton(message: Fields): Translation {
  const part = message.object('button');
  const title = part.text('text');
  const content = present({ id: part.optionalString('payload') });
  return { kind: 'button', text: title, content, complete: !part.hasMoreThan(BUTTON_FIELDS) };
}

/** `interactive: {type, <type>: {…}}`: a tap on one of our own buttons or rows, or a filled form. */
function interactive(message: Fields): Translation {
  // Meta sends the shell alone when it could not read the answer; the reason stands in the value's `errors`.
  const part = message.optionalObject('interactive');
  const type = part?.optionalString('type');
  if (part === undefined || type === undefined) return unsupported(message);
  if (type === 'button_reply' || type === 'list_reply') return choice(part.object(type), !part.hasMoreThan(new Set(['type', type])));
  if (type === 'nfm_reply') return form(part.object(type));
  return { kind: 'unsupported', content: { type: `interactive.${type}` } };
}

/** `{id, title, description?}` */
function choice(reply: Fields, nothingBeside: boolean): Translation {
  const content = present({ id: reply.string('id'), description: reply.optionalString('description') });
  const complete = nothingBeside && !reply.hasMoreThan(CHOICE_FIELDS);
  return { kind: 'choice', text: reply.text('title'), content, complete };
}

/**
 * `{name: "flow", body: "Sent", response_json: "<JSON>"}`. The body is a fixed label of the app, not the person's words.
 * `response_json` should be an object; when it is not, it is kept as the text it is.
 */
function form(reply: Fields): Translation {
  const json = reply.string('response_json');
  const response = objectIn(json);
  const answers = response === null ? { responseText: json } : { response };
  return { kind: 'form', content: present({ name: reply.optionalString('name'), ...answers }) };
}

function objectIn(json: string): Readonly<Record<string, unknown>> | null {
  try {
    return Fields.of(parseJson(json), 'response_json').raw;
  } catch (error) {
    if (error instanceof UnreadableJson || error instanceof WrongField) return null;
    throw error;
  }
}

/** `{id, mime_type, sha256 (base64), caption?, filename?, voice?, animated?, url?}`; the id is good for 7 days. */
function media(kind: InboundKind, part: Fields): Translation {
  const content = present({
    media: present({
      state: 'waiting',
      providerId: part.id('id'),
      mediaType: part.optionalString('mime_type'),
      sha256: part.optionalString('sha256'),
    }),
    fileName: part.optionalString('filename'),
    voice: kind === 'voice' ? true : part.optionalBoolean('voice'),
    animated: part.optionalBoolean('animated'),
  });
  return { kind, text: part.optionalText('caption') || undefined, content };
}

/** A voice note is an audio with `voice: true`; without it somebody sent a sound file. */
function audio(part: Fields): Translation {
  return media(part.optionalBoolean('voice') === true ? 'voice' : 'audio', part);
}

/** `{latitude, longitude, name?, address?, url?}`, degrees */
function location(message: Fields): Translation {
  const part = message.object('location');
  const content = present({
    latitude: part.number('latitude'),
    longitude: part.number('longitude'),
    name: part.optionalString('name'),
    address: part.optionalString('address'),
    url: part.optionalString('url'),
  });
  return { kind: 'location', content };
}

/** `contacts: [{name: {formatted_name}, phones: [{phone, wa_id?}], emails: [{email}], org: {company}}]` */
function sharedContacts(message: Fields): Translation {
  const contacts = message.objects('contacts').map((card) =>
    present({
      name: card.optionalObject('name')?.optionalString('formatted_name'),
      phones: card
        .objects('phones')
        .map((phone) => present({ phone: phone.optionalString('phone'), whatsapp: phone.optionalString('wa_id') })),
      emails: card.objects('emails').flatMap((email) => email.optionalString('email') ?? []),
      organization: card.optionalObject('org')?.optionalString('company'),
    }),
  );
  return { kind: 'contacts', content: { contacts } };
}

/** `{message_id, emoji?}`; an emoji that is empty or absent takes the reaction back. */
function reaction(message: Fields): Translation {
  const part = message.object('reaction');
  const emoji = part.has('emoji') ? part.string('emoji') : '';
  return { kind: 'reaction', content: { emoji: emoji || null }, quotes: part.id('message_id') };
}

/** `{catalog_id, text?, product_items: [{product_retailer_id, quantity, item_price, currency}]}` */
function order(message: Fields): Translation {
  const part = message.object('order');
  const items = part.objects('product_items').map((item) =>
    present({
      productId: item.string('product_retailer_id'),
      quantity: item.optionalAmount('quantity'),
      price: item.optionalAmount('item_price'),
      currency: item.optionalString('currency'),
    }),
  );
  return {
    kind: 'order',
    text: part.optionalText('text') || undefined,
    content: present({ catalogId: part.optionalString('catalog_id'), items }),
  };
}

/** `{original_message_id, message: {type, <type>: {…}}}`: what the message it names now says instead. Its file is the same. */
function edit(message: Fields): Translation {
  const part = message.object('edit');
  const now = translate(part.object('message'));
  const { media: _same, ...content } = now.content ?? {};
  return {
    kind: 'edit',
    text: now.text,
    content: present({ kind: now.kind, content: Object.keys(content).length > 0 ? content : undefined }),
    quotes: part.id('original_message_id'),
  };
}

/** `{original_message_id}`: the contact deleted it for everyone. */
function revoke(message: Fields): Translation {
  return { kind: 'delete', quotes: message.object('revoke').id('original_message_id') };
}

/** `{type, wa_id?, body}`: told about the contact. The body is Meta's sentence, nobody's words. */
function system(message: Fields): Translation {
  const part = message.object('system');
  const type = part.optionalString('type');
  if (type === 'user_changed_number')
    return { kind: 'system', content: present({ event: 'number_changed', number: part.optionalString('wa_id') }) };
  if (type === 'customer_identity_changed') return { kind: 'system', content: { event: 'device_changed' } };
  return { kind: 'system', content: present({ event: 'other', type }) };
}

/** What Meta cannot hand over (`unsupported: {type}`, `errors`), and every type we do not know. */
function unsupported(message: Fields): Translation {
  const type = message.id('type');
  const inner = type === 'unsupported' ? message.optionalObject('unsupported')?.optionalString('type') : type;
  return { kind: 'unsupported', content: present({ type: inner }) };
}
