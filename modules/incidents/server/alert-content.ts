import type { TemplateText } from '#contract/channels.ts';
import type { OutboundContent } from '#contract/messages.ts';

/** What is to stand in a template's one gap: a link for an alert, or a code. */
export type Filling = { readonly link: string } | { readonly code: string };

type Template = Extract<OutboundContent, { kind: 'template' }>;
type Button = NonNullable<Template['buttons']>[number];

/** Meta keeps the button of a one-time password as an address at its own. */
const isCodeButton = ({ kind, url }: TemplateText['buttons'][number]) =>
  kind === 'otp' || (kind === 'url' && url !== null && /^https:\/\/(www\.)?whatsapp\.com\/otp\//.test(url));

/**
 * A template with its gap filled. Throws `WrongTemplate`, in words that follow the template's name, when there is no gap for it or another
 * one that nobody would fill. Pure.
 */
export function fillTemplate(name: string, language: string, text: TemplateText, filling: Filling): Template {
  if (!isPlain(text)) throw new WrongTemplate('must be of words and buttons alone, with no gap in its header');
  const buttons = text.buttons.flatMap((button, index) => fillButton(button, index, filling));
  const [gap, ...more] = gapsIn(text.body);
  if (more.length > 0 || (gap !== undefined && buttons.length > 0 && 'link' in filling)) throw new WrongTemplate('has more gaps than one');
  if (gap === undefined && buttons.length === 0) throw new WrongTemplate(`has no gap for the ${'link' in filling ? 'link' : 'code'}`);
  const said = 'link' in filling ? filling.link : filling.code;
  const body = gap === undefined ? [] : [/^\d+$/.test(gap) ? said : { name: gap, text: said }];
  return { kind: 'template', name, language, ...(body.length > 0 ? { body } : {}), ...(buttons.length > 0 ? { buttons } : {}) };
}

const isPlain = ({ header, cards, offer }: TemplateText) =>
  cards.length === 0 && !offer && (header === null || (header.kind === 'text' && gapsIn(header.text).length === 0));

function fillButton(button: TemplateText['buttons'][number], index: number, filling: Filling): Button[] {
  if ('code' in filling) {
    if (isCodeButton(button)) return [{ kind: 'one_time_password', index, code: filling.code }];
  } else {
    const [before] = (button.url ?? '').split('{{');
    if (before !== undefined && before !== '' && gapsIn(button.url).length > 0 && filling.link.startsWith(before))
      return [{ kind: 'url', index, text: filling.link.slice(before.length) }];
  }
  if (gapsIn(button.url).length > 0) throw new WrongTemplate(`has a button that leads elsewhere: ${button.url}`);
  return [];
}

const gapsIn = (text: string | null): string[] => [...(text ?? '').matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name as string);

export class WrongTemplate extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongTemplate';
  }
}

/** Of the languages a template is approved in the one somebody reads: theirs, that of the organization, English, the first. */
export function languageFor(approved: readonly string[], wanted: readonly (string | null)[]): string | undefined {
  const spoken = [...wanted, 'en'].flatMap((tag) => tag?.toLowerCase().split(/[-_]/)[0] ?? []);
  return spoken.flatMap((one) => approved.find((other) => other.toLowerCase().split('_')[0] === one) ?? [])[0] ?? approved[0];
}
