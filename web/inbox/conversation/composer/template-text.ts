import type { ChannelTemplate, TemplateText } from '#contract/channels.ts';
import type { Content } from '#contract/messages.ts';

/** A place in a template that somebody fills. */
export interface Gap {
  /** Unique in the template: "header", "body 1", "body name", "button 0". */
  readonly id: string;
  /** As the provider names it: "1", "visit_date"; of a button its words. */
  readonly name: string;
  readonly where: 'header' | 'body' | 'button';
  /** Of a button: which one. */
  readonly index: number;
  readonly kind: 'text' | 'url' | 'copy_code';
}

const gap = /\{\{\s*([\w.]+)\s*\}\}/g;

const namesIn = (text: string | null) => [...new Set([...(text ?? '').matchAll(gap)].map(([, name = '']) => name))];

/** What has to be filled, in the order in which it is read. */
export function gapsOf(text: TemplateText): Gap[] {
  const header = namesIn(text.header?.kind === 'text' ? text.header.text : null).map(
    (name): Gap => ({ id: `header ${name}`, name, where: 'header', index: 0, kind: 'text' }),
  );
  const body = namesIn(text.body).map((name): Gap => ({ id: `body ${name}`, name, where: 'body', index: 0, kind: 'text' }));
  const buttons = text.buttons.flatMap(({ kind, url, text: words }, index): Gap[] => {
    const filled = kind === 'copy_code' || (kind === 'url' && namesIn(url).length > 0);
    return filled
      ? [{ id: `button ${index}`, name: words ?? String(index + 1), where: 'button', index, kind: kind as 'url' | 'copy_code' }]
      : [];
  });
  return [...header, ...body, ...buttons];
}

/** With its gaps filled; what is not yet filled is shown as the gap. */
export function filled(text: string | null, values: Readonly<Record<string, string>>, where: 'header' | 'body'): string {
  return (text ?? '').replace(gap, (whole, name: string) => values[`${where} ${name}`]?.trim() || whole);
}

/** Of a header that is a file: which kind has to be given. */
export function headerFile(text: TemplateText | null): 'image' | 'video' | 'document' | null {
  const kind = text?.header?.kind;
  return kind === 'image' || kind === 'video' || kind === 'document' ? kind : null;
}

/** As the API takes it; positions in their order, names with their names. */
export function toContent(
  { name, language, text }: Pick<ChannelTemplate, 'name' | 'language' | 'text'>,
  values: Readonly<Record<string, string>>,
  file: string | null,
): Content<'template'> {
  const gaps = text ? gapsOf(text) : [];
  const fillingOf = ({ id, name: gapName }: Gap) => {
    const words = values[id]?.trim() ?? '';
    return /^\d+$/.test(gapName) ? words : { name: gapName, text: words };
  };
  const [header] = gaps.filter(({ where }) => where === 'header').map(fillingOf);
  const body = inOrder(gaps.filter(({ where }) => where === 'body')).map(fillingOf);
  const buttons = gaps.filter(({ where }) => where === 'button').map((one) => buttonOf(one, values[one.id]?.trim() ?? ''));
  const fileKind = headerFile(text);
  return {
    kind: 'template',
    name,
    language,
    ...(header === undefined ? {} : { header: { kind: 'text' as const, value: header } }),
    ...(fileKind && file ? { header: { kind: fileKind, file } } : {}),
    ...(body.length === 0 ? {} : { body }),
    ...(buttons.length === 0 ? {} : { buttons }),
  };
}

/** {{2}} may be read before {{1}}; the provider counts them. */
function inOrder(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.every(({ name }) => /^\d+$/.test(name)) ? gaps.toSorted((a, b) => Number(a.name) - Number(b.name)) : gaps;
}

function buttonOf({ index, kind }: Gap, words: string) {
  if (kind === 'copy_code') return { kind: 'copy_code' as const, index, code: words };
  return { kind: 'url' as const, index, text: words };
}
