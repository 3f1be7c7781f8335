import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import type { OutboundMessage } from '#channels/channel.ts';
import { projectFolder } from '#platform/program.ts';
import { messageBody } from './message-body.ts';
import sends from './testdata/sends.json' with { type: 'json' };

/**
 * Every body we send, against Meta's own OpenAPI description of the WhatsApp Business messaging API, v23.0 (the repository
 * facebook/openapi). Its terms are Meta's Platform Terms, so no part of it stands here: put `wa_openapi_v23.json` beside the project, as
 * `shared/reference/data/whatsapp/`, and this runs; without it, it is skipped and golden.test.ts alone holds the bodies.
 */
const file = ['..', '../..']
  .map((above) => join(projectFolder, above, 'shared/reference/data/whatsapp/wa_openapi_v23.json'))
  .find((path) => existsSync(path));

interface Case {
  readonly description: string;
  readonly message: OutboundMessage;
  readonly expected: { readonly body?: Record<string, unknown> };
}
const bodies = (sends as unknown as Case[]).filter((one) => one.expected.body !== undefined);

/** Kinds that Meta documents on pages of their own and left out of the description. */
const beyond: ReadonlySet<string> = new Set(['url', 'location_request', 'reaction']);

test.skipIf(file === undefined).each(bodies.filter((one) => !beyond.has(one.message.content.kind)))(
  'the official description accepts: $description',
  ({ message }) => {
    const accepts = validatorOf(message.content.kind);
    accepts(forDescription(messageBody(message)));
    expect(accepts.errors ?? []).toEqual([]);
  },
);

test.skipIf(file === undefined)('and refuses what is wrong, so that accepting says something', () => {
  const accepts = validatorOf('buttons');
  expect(accepts({ ...frame, type: 'interactive', interactive: { type: 'button', action: {} } })).toBe(false);
  expect(validatorOf('text')({ ...frame, type: 'text', text: { body: 7 } })).toBe(false);
  expect(validatorOf('image')({ ...frame, type: 'image', image: { id: '1', link: 'https://x.example' } })).toBe(false);
});
const frame = { messaging_product: 'whatsapp', recipient_type: 'individual', to: '1' };

const schemaNames: Readonly<Record<string, string>> = {
  text: 'TextMessage',
  image: 'ImageMessage',
  video: 'VideoMessage',
  document: 'DocumentMessage',
  audio: 'AudioMessage',
  sticker: 'StickerMessage',
  location: 'LocationMessage',
  contacts: 'ContactsMessage',
  template: 'TemplateMessage',
};

function validatorOf(kind: string) {
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { url: true, date: true, email: true, uri: true } });
  ajv.addSchema(description(), 'description');
  return ajv.compile({ $ref: `description#/components/schemas/${schemaNames[kind] ?? 'InteractiveMessage'}` });
}

/**
 * What the description contradicts: its own examples. A message is "allOf" of two parts that each forbid the other's fields; the index of
 * a button is a pattern that refuses "0"; its lists of components, button kinds, header kinds and parameters are shorter than Meta's pages of templates.
 */
function description(): object {
  const text = readFileSync(file as string, 'utf8');
  const whole = JSON.parse(text, (_key, value) => {
    if (Array.isArray(value?.allOf)) for (const part of value.allOf) delete part.additionalProperties;
    return value;
  });
  const { TemplateComponent, ButtonComponent, ParameterObject } = whole.components.schemas;
  for (const component of [TemplateComponent, ButtonComponent.allOf[1]]) {
    component.properties.index.pattern = '^[0-9]$';
    component.properties.sub_type.enum = ['quick_reply', 'url', 'catalog', 'copy_code', 'flow', 'mpm'];
  }
  TemplateComponent.properties.type.enum.push('carousel', 'limited_time_offer', 'order_status');
  ParameterObject.properties.type.enum.push('location', 'product');
  return whole;
}

/** What is ours and optional, or what the description gives another form than Meta's own examples. */
function forDescription(body: Record<string, unknown>): unknown {
  const { biz_opaque_callback_data: _ours, recipient, ...rest } = body;
  const copy = structuredClone({ ...rest, ...(recipient === undefined ? {} : { to: recipient }) }) as never as LooseBody;
  // Its examples send numbers where it asks for text.
  if (copy.location) Object.assign(copy.location, { latitude: String(copy.location.latitude), longitude: String(copy.location.longitude) });
  // Its document examples have a file name, its media object has none.
  if (copy.document) delete copy.document.filename;
  return copy;
}
interface LooseBody {
  location?: { latitude: unknown; longitude: unknown };
  document?: { filename?: string };
}
