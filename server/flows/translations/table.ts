import { createHash } from 'node:crypto';
import type { FlowDefinition } from '#contract/flows.ts';
import { decodeFile, guessDelimiter, harmless, readRecords, toCell, toLine, wrongFileFor } from '#platform/files/csv.ts';
import type { GivenText } from './given.ts';
import { byLanguage, placesOf } from './places.ts';

/** The texts of a flow as a table: a row a text, a column a language. What a spreadsheet would run is written so that it does not. */

export const wrongFile = wrongFileFor('flows.unreadable_texts');
export const textColumn = 'text';
/** What the row's texts were when the file was made. */
export const stampColumn = 'stamp';
const missingColumn = 'missing';

/** A few letters that are others when one of the texts is. */
export function stampOf(texts: Readonly<Record<string, string>>, languages: readonly string[]): string {
  const parts = languages.map((language) => [language, texts[language] ?? null]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** All languages, or the first and one more. A spreadsheet knows by the mark in front that it is UTF-8. */
export async function* writeTable(definition: FlowDefinition, languages: readonly string[]): AsyncGenerator<string> {
  yield `\ufeff${toLine([textColumn, ...languages, missingColumn, stampColumn])}`;
  for (const [name, { words }] of placesOf(definition)) {
    const texts = byLanguage(words, definition);
    const missing = languages.filter((language) => texts[language] === undefined);
    yield toLine([
      name,
      ...languages.map((language) => harmless(texts[language] ?? '')),
      missing.join(' '),
      stampOf(texts, definition.languages),
    ]);
  }
}

/** What a table gives; rows and cells that say nothing are left out. Throws a refusal where it is none of ours. */
export async function readTable(file: Buffer): Promise<GivenText[]> {
  const { text } = decodeFile(file, wrongFile);
  const given: GivenText[] = [];
  let head: readonly string[] | null = null;
  for await (const { line, cells } of readRecords(text, guessDelimiter(text), wrongFile)) {
    if (head === null) head = headOf(cells);
    else given.push(...textsOf(head, cells, line));
  }
  return given;
}

function headOf(cells: readonly string[]): readonly string[] {
  const head = cells.map((cell) => cell.trim());
  for (const column of [textColumn, stampColumn])
    if (!head.includes(column)) throw wrongFile(`The first line has no column "${column}": use a file that was downloaded here.`, 1);
  return head;
}

function textsOf(head: readonly string[], cells: readonly string[], line: number): GivenText[] {
  const cell = (column: string) => cells[head.indexOf(column)] ?? '';
  const name = cell(textColumn);
  const stamp = cell(stampColumn);
  return head.flatMap((language, index) => {
    const text = cells[index] ?? '';
    const isLanguage = language !== '' && ![textColumn, stampColumn, missingColumn].includes(language);
    return isLanguage && text !== '' ? [{ line, name, language, text, stamp }] : [];
  });
}

/** Whether this is what comes back of a text from a file that nobody changed. */
export function isUnchanged(given: string, before: string): boolean {
  const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim();
  return plain(given) === plain(before) || plain(given) === plain(toCell(harmless(before)));
}
