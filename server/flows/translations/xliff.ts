import type { FlowDefinition } from '#contract/flows.ts';
import type { GivenText } from './given.ts';
import { byLanguage, placesOf } from './places.ts';
import { stampOf, wrongFile } from './table.ts';

/**
 * XLIFF 1.2, which every translation tool reads: one file for one language, from the flow's first. The unit's id holds the text's name and
 * its stamp, because tools keep ids and drop what they do not know.
 * https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
 */

export async function* writeXliff(
  definition: FlowDefinition,
  { flow, language }: { flow: string; language: string },
): AsyncGenerator<string> {
  const [source = 'en'] = definition.languages;
  yield `<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="${written(flow)}" source-language="${written(source)}" target-language="${written(language)}" datatype="plaintext">
    <body>
`;
  for (const [name, { words }] of placesOf(definition)) {
    const texts = byLanguage(words, definition);
    const target = texts[language];
    const state = target === undefined ? 'needs-translation' : 'translated';
    yield `      <trans-unit id="${written(`${name}#${stampOf(texts, definition.languages)}`)}" resname="${written(name)}" xml:space="preserve">
        <source>${written(texts[source] ?? '')}</source>
        <target state="${state}">${written(target ?? '')}</target>
      </trans-unit>
`;
  }
  yield '    </body>\n  </file>\n</xliff>\n';
}

// What XML 1.0 cannot hold at all is left out: nobody can read it in a chat either.
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function written(text: string): string {
  return text
    .replace(unwritable, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

/** What a file gives; units without a target are left out. Throws a refusal where it is none of ours. */
export function readXliff(text: string): GivenText[] {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text))
    throw wrongFile('The file declares entities of its own, which are not read. Export it as plain XLIFF 1.2.');
  // Each piece ends with a unit; a file may begin in it.
  const pieces = text.split('</trans-unit>').slice(0, -1);
  if (pieces.length === 0) throw wrongFile('No text was found in it: it must be XLIFF 1.2, as it is downloaded here.');
  let language: string | null = null;
  let line = 1;
  return pieces.flatMap((piece): GivenText[] => {
    const unitAt = piece.lastIndexOf('<trans-unit');
    const fileAt = piece.lastIndexOf('<file');
    if (fileAt >= 0) language = attribute(piece.slice(fileAt), 'target-language');
    if (language === null) throw wrongFile('The file does not say its target-language.');
    const begins = line + lineEnds(piece.slice(0, unitAt));
    line += lineEnds(piece);
    const unit = unitAt < 0 ? '' : piece.slice(unitAt);
    const [name = '', stamp = ''] = (attribute(unit, 'id') ?? '').split('#');
    const said = targetOf(unit);
    return said === '' ? [] : [{ line: begins, name, language, text: said, stamp }];
  });
}

const lineEnds = (text: string) => text.split('\n').length - 1;

/** The first target's words, without the marks that tools put around parts of them. Suggestions of a tool come after it. */
function targetOf(unit: string): string {
  const from = unit.indexOf('<target');
  const to = unit.indexOf('</target>', from);
  const suggestions = unit.indexOf('<alt-trans');
  if (from < 0 || to < 0 || (suggestions >= 0 && suggestions < from)) return '';
  const inside = unit.slice(unit.indexOf('>', from) + 1, to);
  const parts = inside.split('<![CDATA[').map((part, index) => {
    const end = index === 0 ? -1 : part.indexOf(']]>');
    return end < 0 ? readable(part) : part.slice(0, end) + readable(part.slice(end + 3));
  });
  return parts.join('').trim();
}

const readable = (text: string) => unescaped(text.replace(/<[^>]*>/g, ''));

/** Of the first tag. */
function attribute(text: string, name: string): string | null {
  const tag = text.slice(0, text.indexOf('>') + 1);
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found ? unescaped(found[1] ?? found[2] ?? '') : null;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
  });
}
