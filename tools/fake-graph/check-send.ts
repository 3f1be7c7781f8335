import { different, type Fields, fields, invalid, list, missing, required, text } from './check-fields.ts';
import { checkContacts, checkLocation, checkMedia, checkReaction } from './check-kinds.ts';
import { checkTemplate } from './check-template.ts';
import { GraphError } from './graph-error.ts';

/**
 * Refuses what Meta refuses, with Meta's codes: 100 for the request's own parameters, 131008 for a required part that is
 * missing, 131009 for a value out of bounds. Limits: Meta's Messages API ("Interactive list messages" and its neighbours); unknown
 * keys are tolerated, as there. Written apart from the adapter on purpose: two readings of the same pages find each other's mistakes.
 */
export function checkSend(body: Fields, knowsMedia: (id: string) => boolean): void {
  checkProduct(body);
  checkRecipient(body);
  checkOptional(body);
  const type = body.type ?? 'text';
  if (typeof type !== 'string' || !TYPES.has(type))
    throw new GraphError(100, `Param type must be one of {${[...TYPES].join(', ').toUpperCase()}}`);
  const part = required(body, type);
  if (type === 'text') text(part, 'body', 4096, "text['body']");
  if (type === 'interactive') checkInteractive(fields(part, 'interactive'));
  if (type === 'template') checkTemplate(fields(part, 'template'), knowsMedia);
  if (MEDIA.has(type)) checkMedia(type, fields(part, type), knowsMedia);
  if (type === 'location') checkLocation(fields(part, type));
  if (type === 'contacts') checkContacts(part);
  if (type === 'reaction') checkReaction(fields(part, type));
}

/** `{status: "read", message_id, typing_indicator?}` shares the address with sending. */
export function checkRead(body: Fields): void {
  checkProduct(body);
  if (body.status !== 'read') throw new GraphError(100, 'Param status must be one of {READ}');
  if (typeof body.message_id !== 'string' || !body.message_id.startsWith('wamid.')) throw invalid('message_id');
  const typing = body.typing_indicator;
  if (typing !== undefined && fields(typing, 'typing_indicator').type !== 'text') throw invalid('typing_indicator.type');
}

const MEDIA: ReadonlySet<string> = new Set(['image', 'audio', 'video', 'document', 'sticker']);
const TYPES = new Set([
  'text',
  'interactive',
  'template',
  'image',
  'audio',
  'video',
  'document',
  'sticker',
  'location',
  'contacts',
  'reaction',
]);

function checkProduct(body: Fields): void {
  if (body.messaging_product === undefined) throw new GraphError(100, 'The parameter messaging_product is required.');
  if (body.messaging_product !== 'whatsapp') throw new GraphError(100, 'Param messaging_product must be one of {WHATSAPP}');
}

function checkRecipient(body: Fields): void {
  if (body.recipient_type !== undefined && body.recipient_type !== 'individual')
    throw new GraphError(100, 'Param recipient_type must be INDIVIDUAL');
  if (body.to === undefined && body.recipient === undefined) throw new GraphError(100, 'The parameter to is required.');
  if (body.to !== undefined && !/^[0-9]{5,20}$/.test(digits(body.to))) throw invalid('to');
  if (body.recipient !== undefined && !(typeof body.recipient === 'string' && BSUID.test(body.recipient))) throw invalid('recipient');
}

/** Two letters of a country, and for parent ids "ENT" (Meta, "Business-scoped user IDs"). */
const BSUID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/** Meta accepts "+44 7700 900123" as well as digits. */
export function digits(to: unknown): string {
  return typeof to === 'string' ? to.replaceAll(/[\s+()-]/g, '') : '';
}

function checkOptional(body: Fields): void {
  const data = body.biz_opaque_callback_data;
  if (data !== undefined && (typeof data !== 'string' || data.length > 512)) {
    throw new GraphError(100, 'Param biz_opaque_callback_data must be at most 512 characters long.');
  }
  const context = body.context;
  if (context !== undefined && typeof fields(context, 'context').message_id !== 'string') throw invalid('context.message_id');
}

function checkInteractive(part: Fields): void {
  const action = fields(required(part, 'action', 'interactive'), 'action');
  if (typeof part.type !== 'string') throw missing('interactive.type');
  const check = ACTIONS.get(part.type);
  if (check === undefined) return;
  text(required(part, 'body', 'interactive'), 'text', 1024, 'body.text');
  if (part.header !== undefined) checkHeader(fields(part.header, 'header'));
  if (part.footer !== undefined) text(part.footer, 'text', 60, 'footer.text');
  check(action);
}

const ACTIONS: ReadonlyMap<string, (action: Fields) => void> = new Map([
  ['button', checkButtons],
  ['list', checkList],
  ['cta_url', checkUrl],
  ['location_request_message', (action: Fields) => named(action, 'send_location')],
  ['flow', checkFlow],
]);

function named(action: Fields, name: string): void {
  if (action.name !== name) throw invalid('action.name');
}

function checkUrl(action: Fields): void {
  named(action, 'cta_url');
  const parameters = fields(required(action, 'parameters', 'action'), 'action.parameters');
  text(parameters, 'display_text', 20, 'display_text');
  if (!/^https?:\/\//.test(text(parameters, 'url', 2000, 'url'))) throw invalid('url');
}

function checkFlow(action: Fields): void {
  named(action, 'flow');
  const parameters = fields(required(action, 'parameters', 'action'), 'action.parameters');
  if (parameters.flow_message_version !== '3') throw invalid('flow_message_version');
  text(parameters, 'flow_cta', 30, 'flow_cta');
  if ((parameters.flow_id === undefined) === (parameters.flow_name === undefined)) throw invalid('flow_id');
  const start = parameters.flow_action ?? 'navigate';
  if (start !== 'navigate' && start !== 'data_exchange') throw invalid('flow_action');
  if (start === 'data_exchange' && parameters.flow_action_payload !== undefined) throw invalid('flow_action_payload');
  const payload = parameters.flow_action_payload;
  if (payload === undefined) return;
  const { data } = fields(payload, 'flow_action_payload');
  if (data !== undefined && Object.keys(fields(data, 'data')).length === 0) throw invalid('flow_action_payload.data');
}

function checkHeader(header: Fields): void {
  if (header.type === 'text') text(header, 'text', 60, 'header.text');
  else if (header.type !== 'image' && header.type !== 'video' && header.type !== 'document') throw invalid('header.type');
}

function checkButtons(action: Fields): void {
  const replies = list(action, 'buttons', 3).map((button, index) => {
    const { type, reply } = fields(button, `buttons[${index}]`);
    if (type !== 'reply') throw invalid(`buttons[${index}].type`);
    return { id: text(reply, 'id', 256, 'Button id'), title: text(reply, 'title', 20, 'Button title') };
  });
  different(
    replies.map(({ id }) => id),
    'Button id',
  );
  different(
    replies.map(({ title }) => title),
    'Button title',
  );
}

function checkList(action: Fields): void {
  text(action, 'button', 20, 'Button label');
  const sections = list(action, 'sections', 10).map((section) => fields(section, 'section'));
  const rows = sections.flatMap((section) => {
    if (sections.length > 1 || section.title !== undefined) text(section, 'title', 24, 'Section title');
    return list(section, 'rows', 10).map((row) => {
      if (fields(row, 'row').description !== undefined) text(row, 'description', 72, 'Row description');
      text(row, 'title', 24, 'Row title');
      return text(row, 'id', 200, 'Row id');
    });
  });
  if (rows.length > 10) throw invalid('sections', `Total row count exceed max allowed count: 10`);
  different(rows, 'Row id');
}
