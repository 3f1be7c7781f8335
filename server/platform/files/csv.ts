import { Readable } from 'node:stream';
import { Refusal } from '#platform/errors.ts';

/** Reading a table as people have it: any delimiter and encoding that spreadsheets write; and writing one that no spreadsheet runs. No I/O. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export const limits = { bytes: 50 * 1024 * 1024, rows: 200_000, columns: 200, cell: 10_000 } as const;

/** What is wrong with a file, as the module says it that asked for one. */
export type WrongFile = (message: string, line?: number) => Refusal;

export function wrongFileFor(code: string): WrongFile {
  return (message, line) =>
    new Refusal(code, message, { status: 400, details: { field: 'body', ...(line === undefined ? {} : { line }) } });
}

const signatures: readonly [bytes: string, message: string][] = [
  ['504b0304', 'This is an Excel file or a zip archive, whatever its name says. Save it as CSV and upload that.'],
  ['504b0506', 'This is an empty zip archive. Save the list as CSV and upload that.'],
  ['d0cf11e0', 'This is an old Excel file, whatever its name says. Save it as CSV and upload that.'],
  ['25504446', 'This is a PDF. Save the list as CSV and upload that.'],
  ['1f8b', 'This file is compressed. Unpack it and upload the CSV.'],
];

/** The file's text and how it was written. Throws a refusal that says what the file is instead. */
export function decodeFile(file: Buffer, wrongFile: WrongFile): { text: string; encoding: Encoding } {
  if (file.length === 0) throw wrongFile('The file is empty.');
  const start = file.subarray(0, 4).toString('hex');
  const other = signatures.find(([bytes]) => start.startsWith(bytes));
  if (other) throw wrongFile(other[1]);
  const encoding = encodingOf(file);
  const text = new TextDecoder(encoding).decode(file);
  if (text.includes('\0')) throw wrongFile('The file holds the character NUL, so it is no text. Save it as CSV in UTF-8.');
  if (!text.isWellFormed() || (encoding.startsWith('utf-16') && text.includes('\ufffd'))) {
    throw wrongFile('The file holds half of a character (a lone surrogate). Save it as CSV in UTF-8.');
  }
  if (text.trim() === '') throw wrongFile('The file is empty.');
  return { text, encoding };
}

function encodingOf(file: Buffer): Encoding {
  if (file[0] === 0xff && file[1] === 0xfe) return 'utf-16le';
  if (file[0] === 0xfe && file[1] === 0xff) return 'utf-16be';
  const sample = file.subarray(0, 2000);
  // Latin text in UTF-16 without a mark: every second byte is NUL.
  const nuls = (from: number) => sample.filter((byte, index) => index % 2 === from && byte === 0).length;
  if (nuls(1) > sample.length / 4 && nuls(0) === 0) return 'utf-16le';
  if (nuls(0) > sample.length / 4 && nuls(1) === 0) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(file);
    return 'utf-8';
  } catch {
    // What Excel writes in western Europe and America; every byte means something in it.
    return 'windows-1252';
  }
}

const delimiters = [',', ';', '\t', '|'] as const;

/** The character that cuts the first lines most evenly into most columns; a comma when none does. */
export function guessDelimiter(text: string): string {
  const lines = withoutQuoted(text.slice(0, 64 * 1024))
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  const counts = delimiters.map((delimiter) => {
    const perLine = lines.map((line) => line.split(delimiter).length - 1);
    const first = perLine[0] ?? 0;
    return { delimiter, score: first === 0 ? 0 : first * (perLine.filter((count) => count === first).length / perLine.length) };
  });
  const best = counts.reduce((one, other) => (other.score > one.score ? other : one));
  return best.score > 0 ? best.delimiter : ',';
}

const withoutQuoted = (text: string) => text.replace(/"(?:[^"]|"")*"/g, '');

export interface Record {
  /** Where it ends in the file, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The records one after the other, empty lines left out. Throws a refusal at what cannot be read. */
export async function* readRecords(text: string, delimiter: string, wrongFile: WrongFile): AsyncGenerator<Record> {
  const { parse } = await import('csv-parse');
  const parser = Readable.from(pieces(text)).pipe(
    parse({ delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 1024 * 1024 }),
  );
  let rows = 0;
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      rows += 1;
      if (rows > limits.rows + 1) throw wrongFile(`The file has more than ${limits.rows.toLocaleString('en')} rows. Cut it into several.`);
      if (record.length > limits.columns)
        throw wrongFile(`Line ${info.lines} has ${record.length} columns; at most ${limits.columns} can be read.`, info.lines);
      yield { line: info.lines, cells: record.map(toCell) };
    }
  } catch (error) {
    throw explain(error, wrongFile);
  }
}

/** Without what `harmless` put in front, so that a file of ours can be read again. */
export const toCell = (cell: string) =>
  cell
    .trim()
    .replace(/^'(?=[=+\-@\t\r])/, '')
    .trim();

const pieceLength = 64 * 1024;
function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength);
}

function explain(error: unknown, wrongFile: WrongFile): unknown {
  const { code, lines } = error as { code?: string; lines?: number };
  if (code === 'CSV_QUOTE_NOT_CLOSED') return wrongFile('A quotation mark is opened and never closed. Look for a single " in the file.');
  if (code === 'CSV_MAX_RECORD_SIZE')
    return wrongFile(
      `A row is longer than a million characters, which is what an unclosed quotation mark looks like (line ${lines}).`,
      lines,
    );
  if (code?.startsWith('CSV_') || code === 'INVALID_OPENING_QUOTE')
    return wrongFile(`Line ${lines ?? '?'} is not valid CSV: a quotation mark stands where none may be.`, lines);
  return error;
}

/** A row as it is written into a CSV file. */
export function toLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}

/**
 * A cell that a spreadsheet would run as a formula is written with an apostrophe in front: =, +, -, @, tab and carriage return.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function harmless(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
