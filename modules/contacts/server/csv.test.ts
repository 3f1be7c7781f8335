import { describe, expect, it } from 'vitest';
import { decodeFile, guessDelimiter, harmless, limits, readRecords, toLine } from './csv.ts';
import { hasHeader } from './import-preview.ts';

async function read(file: Buffer | string): Promise<(readonly string[])[]> {
  const { text } = decodeFile(Buffer.from(file as string));
  const rows = [];
  for await (const { cells } of readRecords(text, guessDelimiter(text))) rows.push(cells);
  return rows;
}

describe('a file', () => {
  it.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from('Zoë,1'), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from('\ufeffZoë,1'), 'utf-8'],
    ['UTF-16 with a mark', Buffer.from('\ufeffZoë,1', 'utf16le'), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from('Zoe Amina Juma,12345', 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way round', Buffer.from('\ufeffZoë,1', 'utf16le').swap16(), 'utf-16be'],
    ['Windows-1252', Buffer.from([0x5a, 0x6f, 0xeb, 0x2c, 0x80]), 'windows-1252'],
  ])('in %s is read as that', async (_name, file, encoding) => {
    expect(decodeFile(file).encoding).toBe(encoding);
    expect((await read(file))[0]?.[0]).toMatch(/^Zo[eë]/);
  });

  it.each([
    [',', 'a,b,c\n1,2,3\n4,5,6'],
    [';', 'a;b;c\n"1,5";2;3\n"x,y,z";5;6'],
    ['\t', 'a\tb\n1,2\t3'],
    ['|', 'a|b\n1|2'],
    [',', 'alone\n1\n2'],
  ])('cut by %j is seen to be', (delimiter, text) => {
    expect(guessDelimiter(text)).toBe(delimiter);
  });

  it('has names of columns, or does not', () => {
    expect(hasHeader(['Name', 'Phone'])).toBe(true);
    expect(hasHeader(['Amina', '0712 345 678'])).toBe(false);
    expect(hasHeader(['amina@nuru.example'])).toBe(false);
  });

  it('may have lines of any ending, cells with line ends, empty lines and short rows', async () => {
    expect(await read('a,b\r\n"one\ntwo", x \r\n\r\n1\r\n')).toEqual([['a', 'b'], ['one\ntwo', 'x'], ['1']]);
  });

  it.each<[string, Buffer | string, RegExp]>([
    ['nothing', '', /is empty/],
    ['only blanks', ' \r\n \r\n', /is empty/],
    ['an Excel file called .csv', Buffer.from('504b030414000600', 'hex'), /Excel file or a zip archive/],
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old Excel file/],
    ['a PDF', '%PDF-1.7\n', /PDF/],
    ['something compressed', Buffer.from('1f8b0800', 'hex'), /compressed/],
    ['NUL', 'a,b\n1,\0\n', /character NUL/],
    ['a lone surrogate', Buffer.from('\ufeffa,\ud83d,b', 'utf16le'), /half of a character/],
    ['a quotation mark that is never closed', 'a,b\n"1,2\n3,4\n', /never closed/],
    [
      'a quotation mark that is closed a million characters later',
      `a,b\n"${'x,y\n'.repeat(300_000)}"\n`,
      /longer than a million characters/,
    ],
    ['a quotation mark where none may be', 'a,b\n"1"x,2\n', /Line 2 is not valid CSV/],
    ['10,000 columns', `${'x,'.repeat(9_999)}x\n`, /Line 1 has 10000 columns; at most 200/],
    ['too many rows', `a\n${'1\n'.repeat(limits.rows + 1)}`, /more than 200,000 rows/],
  ])('with %s is refused, saying what it is', async (_name, file, words) => {
    await expect(read(file)).rejects.toMatchObject({ code: 'contacts.unreadable_file', message: expect.stringMatching(words) });
  });
});

describe('what is written', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+254712345678', "'+254712345678"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['plain', 'plain'],
  ])('%j is harmless in a spreadsheet', (cell, written) => {
    expect(harmless(cell)).toBe(written);
  });

  it('is read again as it was', async () => {
    const cells = ['=1+1', '+254712345678', 'a "b", c', 'two\nlines', 'plain'];
    expect(await read(toLine(cells.map(harmless)) + toLine(['x', '', '', '', '']))).toEqual([cells, ['x', '', '', '', '']]);
  });
});
