import type { ChannelTemplate, TemplateText } from '#contract/channels.ts';
import type { Content } from '#contract/messages.ts';

/** A place in a template that somebody fills. */
export interface Gap {
  /** Unique in the template: "header 1", "body name", "button 0"; of a card "card 2 body 1". */
  readonly id: string;
  /** As the provider names it: "1", "visit_date"; of a button its words. */
  readonly name: string;
  readonly where: 'header' | 'body' | 'button' | 'offer';
  /** Of a button: which one. */
  readonly index: number;
  readonly kind: 'text' | 'url' | 'copy_code' | 'place' | 'time';
  /** Of a gap of a card: which one, from 0. */
  readonly card: number | null;
}

/** A file that has to be given. */
export interface FileGap {
  readonly id: string;
  readonly kind: 'image' | 'video' | 'document';
  readonly card: number | null;
}

type Parts = Pick<TemplateText, 'header' | 'body' | 'buttons'>;

const gap = /\{\{\s*([\w.]+)\s*\}\}/g;

const namesIn = (text: string | null) => [...new Set([...(text ?? '').matchAll(gap)].map(([, name = '']) => name))];

/** Of the text of a card or of the template itself: what stands before the ids of its gaps. */
export const prefixOf = (card: number | null) => (card === null ? '' : `card ${card} `);

/** What has to be filled, in the order in which it is read. */
export function gapsOf(text: TemplateText): Gap[] {
  const offer: Gap[] = text.offer ? [{ id: 'offer', name: 'offer', where: 'offer', index: 0, kind: 'time', card: null }] : [];
  return [...gapsIn(text, null), ...offer, ...text.cards.flatMap((card, index) => gapsIn(card, index))];
}

function gapsIn({ header, body, buttons }: Parts, card: number | null): Gap[] {
  const make = (one: Pick<Gap, 'name' | 'where' | 'kind'> & { index?: number }): Gap => ({
    id: `${prefixOf(card)}${one.where} ${one.index ?? one.name}`,
    index: 0,
    card,
    ...one,
  });
  const words = (text: string | null, where: 'header' | 'body') => namesIn(text).map((name) => make({ name, where, kind: 'text' }));
  const place = header?.kind === 'location' ? placeGaps.map((name) => make({ name, where: 'header', kind: 'place' })) : [];
  return [
    ...words(header?.kind === 'text' ? header.text : null, 'header'),
    ...place,
    ...words(body, 'body'),
    ...buttons.flatMap(({ kind, url, text }, index) => {
      const filled = kind === 'copy_code' || (kind === 'url' && namesIn(url).length > 0);
      return filled ? [make({ name: text ?? String(index + 1), where: 'button', index, kind })] : [];
    }),
  ];
}

const placeGaps = ['name', 'address', 'latitude', 'longitude'] as const;

/** The files that have to be given, in the order in which they are seen. */
export function fileGapsOf(text: TemplateText): FileGap[] {
  const of = ({ header }: Parts, card: number | null): FileGap[] =>
    header?.kind === 'image' || header?.kind === 'video' || header?.kind === 'document'
      ? [{ id: `${prefixOf(card)}header`, kind: header.kind, card }]
      : [];
  return [...of(text, null), ...text.cards.flatMap((card, index) => of(card, index))];
}

/** It wants something of a catalogue, which only a program can give. */
export function needsCatalogue({ header, buttons, cards }: TemplateText): boolean {
  return [{ header, buttons }, ...cards].some((one) => one.header?.kind === 'product' || one.buttons.some(({ kind }) => kind === 'mpm'));
}

/** With its gaps filled; what is not yet filled is shown as the gap. */
export function filled(text: string | null, values: Readonly<Record<string, string>>, where: string): string {
  return (text ?? '').replace(gap, (whole, name: string) => values[`${where} ${name}`]?.trim() || whole);
}

/** What somebody has filled in: words by the id of their gap, ids of uploaded files by theirs, and when an offer ends. */
export interface Filling {
  readonly values: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly offerEndsAt: Date | null;
}

type TemplateContent = Content<'template'>;
type Card = NonNullable<TemplateContent['cards']>[number];

/** As the API takes it; positions in their order, names with their names. */
export function toContent(
  { name, language, text }: Pick<ChannelTemplate, 'name' | 'language' | 'text'>,
  filling: Filling,
): TemplateContent {
  const cards = text?.cards.map((card, index) => partsOf(card, filling, index)) ?? [];
  return {
    kind: 'template',
    name,
    language,
    ...(text ? partsOf(text, filling, null) : {}),
    ...(filling.offerEndsAt ? { offer: { endsAt: filling.offerEndsAt.toISOString() } } : {}),
    ...(cards.length === 0 ? {} : { cards }),
  };
}

function partsOf(parts: Parts, { values, files }: Filling, card: number | null): Card {
  const gaps = gapsIn(parts, card);
  const of = (where: Gap['where']) => gaps.filter((one) => one.where === where);
  const wordsOf = ({ id }: Gap) => values[id]?.trim() ?? '';
  const fillingOf = (one: Gap) => (/^\d+$/.test(one.name) ? wordsOf(one) : { name: one.name, text: wordsOf(one) });
  const body = inOrder(of('body')).map(fillingOf);
  const header = headerOf(parts, {
    words: of('header').map(fillingOf),
    file: files[`${prefixOf(card)}header`],
    gaps: of('header'),
    wordsOf,
  });
  // The code stands in the body; what copies it wants to be told it once more.
  const [code] = of('body');
  const codes = parts.buttons.flatMap(({ kind }, index) =>
    kind === 'otp' && code ? [{ kind: 'one_time_password' as const, index, code: wordsOf(code) }] : [],
  );
  const buttons = [...of('button').map((one) => buttonOf(one, wordsOf(one))), ...codes].sort((a, b) => a.index - b.index);
  return {
    ...(header ? { header } : {}),
    ...(body.length === 0 ? {} : { body }),
    ...(buttons.length === 0 ? {} : { buttons }),
  };
}

type Word = string | { readonly name: string; readonly text: string };

interface HeaderFilling {
  readonly words: readonly Word[];
  readonly file: string | undefined;
  readonly gaps: readonly Gap[];
  readonly wordsOf: (gap: Gap) => string;
}

function headerOf({ header }: Parts, { words, file, gaps, wordsOf }: HeaderFilling): TemplateContent['header'] {
  const kind = header?.kind;
  if (kind === 'location') {
    const [name = '', address = '', latitude = '', longitude = ''] = gaps.map(wordsOf);
    return { kind, name, address, latitude: Number(latitude), longitude: Number(longitude) };
  }
  if (kind === 'image' || kind === 'video' || kind === 'document') return file === undefined ? undefined : { kind, file };
  return words[0] === undefined ? undefined : { kind: 'text', value: words[0] };
}

/** {{2}} may be read before {{1}}; the provider counts them. */
function inOrder(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.every(({ name }) => /^\d+$/.test(name)) ? gaps.toSorted((a, b) => Number(a.name) - Number(b.name)) : gaps;
}

function buttonOf({ index, kind }: Gap, words: string) {
  if (kind === 'copy_code') return { kind: 'copy_code' as const, index, code: words };
  return { kind: 'url' as const, index, text: words };
}

/** Whether what was written for a gap can be sent. */
export function isFilled({ kind, name }: Gap, words: string | undefined): boolean {
  if (words === undefined || words.trim() === '') return false;
  if (kind !== 'place' || (name !== 'latitude' && name !== 'longitude')) return true;
  const most = name === 'latitude' ? 90 : 180;
  return Math.abs(Number(words)) <= most;
}
