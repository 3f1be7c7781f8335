import { type Fields, fields, invalid, list, missing, required, text } from './check-fields.ts';
import { GraphError } from './graph-error.ts';

/** The kinds of messages beside text and questions, as Meta's pages of each kind describe them. */

type KnowsMedia = (id: string) => boolean;

/** `{id}` of an upload that is not older than 30 days, or `{link}`. */
export function checkMedia(type: string, part: Fields, knowsMedia: KnowsMedia): void {
  if ((part.id === undefined) === (part.link === undefined)) throw missing(`${type}.id or ${type}.link`);
  if (part.id !== undefined && !knowsMedia(text(part, 'id', 512))) {
    throw new GraphError(100, `Param ${type}['id'] is not a valid whatsapp business account media attachment ID`);
  }
  if (part.link !== undefined && !/^https?:\/\//.test(text(part, 'link', 2000))) throw invalid(`${type}.link`);
  if (part.caption === undefined) return;
  if (type === 'audio' || type === 'sticker') throw new GraphError(100, `Unexpected key "caption" on param "${type}".`);
  text(part, 'caption', 1024);
}

export function checkLocation(part: Fields): void {
  degrees(part, 'latitude', 90);
  degrees(part, 'longitude', 180);
}

function degrees(part: Fields, name: string, most: number): void {
  const value = Number(required(part, name, 'location'));
  if (!(Math.abs(value) <= most)) throw invalid(`location.${name}`);
}

export function checkContacts(part: unknown): void {
  for (const card of list({ contacts: part }, 'contacts', 257)) {
    const name = fields(required(fields(card, 'contacts'), 'name', 'contacts'), 'contacts.name');
    text(name, 'formatted_name', 1024);
    const more = ['first_name', 'last_name', 'middle_name', 'prefix', 'suffix'].some((part_) => typeof name[part_] === 'string');
    if (!more) throw missing('contacts.name.first_name');
  }
}

export function checkReaction(part: Fields): void {
  if (!text(part, 'message_id', 512).startsWith('wamid.')) throw invalid('reaction.message_id');
  if (typeof part.emoji !== 'string') throw missing('reaction.emoji');
}

/** What the template holds is not known here, so only the form of what fills its gaps is looked at. */
export function checkTemplate(part: Fields, knowsMedia: KnowsMedia): void {
  text(part, 'name', 512);
  const language = fields(required(part, 'language', 'template'), 'template.language');
  text(language, 'code', 16);
  if (part.components === undefined) return;
  const buttons = new Set<string>();
  for (const component of list(part, 'components', 20)) checkComponent(fields(component, 'component'), { knowsMedia, buttons });
}

function checkComponent(component: Fields, seen: { knowsMedia: KnowsMedia; buttons: Set<string> }): void {
  const parameters = list(component, 'parameters', 100).map((one) => fields(one, 'parameter'));
  if (component.type === 'header') checkHeader(parameters, seen.knowsMedia);
  else if (component.type === 'body') for (const parameter of parameters) checkText(parameter);
  else if (component.type === 'button') checkButton(component, parameters, seen.buttons);
  else throw new GraphError(100, 'Param components type must be one of {HEADER, BODY, BUTTON}');
}

function checkHeader(parameters: readonly Fields[], knowsMedia: KnowsMedia): void {
  const [parameter, ...more] = parameters;
  if (parameter === undefined || more.length > 0)
    throw new GraphError(132012, 'Parameter format does not match format in the created template');
  if (parameter.type === 'text') checkText(parameter);
  else if (parameter.type === 'location') checkLocation(fields(parameter.location, 'location'));
  else if (!['image', 'video', 'document'].includes(String(parameter.type))) throw invalid('parameter.type');
  else checkMedia(String(parameter.type), fields(parameter[String(parameter.type)], 'parameter'), knowsMedia);
}

function checkText(parameter: Fields): void {
  if (parameter.type !== 'text') throw invalid('parameter.type');
  // Meta refuses line breaks, tabs and runs of spaces in what fills a gap.
  if (/[\n\t]| {5}/.test(text(parameter, 'text', 1024)))
    throw new GraphError(132018, 'There was an issue with the parameters in your template');
}

const BUTTON_PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['quick_reply', 'payload'],
  ['url', 'text'],
  ['copy_code', 'coupon_code'],
  ['flow', 'action'],
  ['catalog', 'action'],
]);

function checkButton(component: Fields, parameters: readonly Fields[], taken: Set<string>): void {
  const kind = BUTTON_PARAMETERS.get(String(component.sub_type));
  if (kind === undefined) throw invalid('sub_type');
  const index = String(required(component, 'index', 'component'));
  if (!/^[0-9]$/.test(index) || taken.has(index)) throw invalid('index');
  taken.add(index);
  for (const parameter of parameters) {
    if (parameter.type !== kind) throw invalid('parameter.type');
    if (kind === 'coupon_code') text(parameter, kind, 15);
    else if (kind === 'action') fields(required(parameter, 'action'), 'action');
    else text(parameter, kind, 2000);
  }
}
