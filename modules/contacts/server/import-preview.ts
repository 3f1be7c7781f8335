import type { ImportPreview } from '../contract.ts';
import type { Record } from './csv.ts';
import { cellFault, type Reading } from './import-row.ts';

/** What columns are called in lists people have, in some of their languages; compared without case, accents and signs. */
const words: readonly [meaning: string, names: RegExp][] = [
  [
    'identity:whatsapp:phone',
    /^(phone|mobile|telephone|tel|whatsapp|cell|number|phonenumber|mobilenumber|simu|telefono|movil|numero|msisdn)$/,
  ],
  ['identity:email:email', /^(email|mail|emailaddress|correo|courriel|baruapepe)$/],
  ['name', /^(name|fullname|contact|contactname|nom|nombre|jina|naam)$/],
  ['language', /^(language|lang|langue|idioma|lugha)$/],
  ['time_zone', /^(timezone|zone|zona|tz)$/],
  ['tags', /^(tags?|labels?|groups?)$/],
];

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
const isPhone = (cell: string) => /^[+(]?[\d\s().-]{7,20}$/.test(cell);
const isEmail = (cell: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell);

/** Whether the first row names the columns: it holds no address, and the rows below do not just repeat it. */
export function hasHeader(first: readonly string[]): boolean {
  return !first.some((cell) => isPhone(cell) || isEmail(cell)) && first.some((cell) => cell !== '');
}

const shown = 5;

/** What there is to see before an import begins: columns, what they seem to hold, and how many cells would be refused as that. */
export async function previewOf(
  {
    header,
    sample,
    ...file
  }: { header: readonly string[] | null; sample: readonly Record[] } & Pick<ImportPreview, 'encoding' | 'delimiter'>,
  reading: Omit<Reading, 'columns'>,
): Promise<ImportPreview> {
  // A row longer than the names of the columns has slipped; it is refused, and no column of its own.
  const width = header?.length ?? Math.max(...sample.map((row) => row.cells.length));
  const taken = new Set<string>();
  const columns: ImportPreview['columns'] = [];
  for (let index = 0; index < width; index += 1) {
    const cells = sample.map((row) => row.cells[index] ?? '').filter((cell) => cell !== '');
    const guess = guessOf(header?.[index] ?? '', cells, reading);
    const meaning = taken.has(guess) ? 'ignore' : guess;
    taken.add(meaning);
    let faults = 0;
    if (meaning !== 'ignore') for (const cell of cells) if ((await cellFault(meaning, cell, reading)) !== null) faults += 1;
    columns.push({ name: header?.[index] || `Column ${index + 1}`, guess: meaning, empty: sample.length - cells.length, faults });
  }
  return { ...file, columns, firstRows: sample.slice(0, shown).map((row) => [...row.cells]) };
}

function guessOf(name: string, cells: readonly string[], { attributes }: Omit<Reading, 'columns'>): string {
  const attribute = [...attributes.values()].find((one) => plain(one.key) === plain(name) || plain(one.label) === plain(name));
  if (attribute && plain(name) !== '') return `attribute:${attribute.key}`;
  const named = words.find(([, names]) => names.test(plain(name)));
  if (named) return named[0];
  const most = (is: (cell: string) => boolean) => cells.length > 0 && cells.filter(is).length >= cells.length * 0.8;
  if (most(isEmail)) return 'identity:email:email';
  return most(isPhone) ? 'identity:whatsapp:phone' : 'ignore';
}
