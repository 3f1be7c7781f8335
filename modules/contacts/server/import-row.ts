import { ContactLanguage } from '#contract/contacts.ts';
import { TimeZone } from '#contract/values.ts';
import { type CheckedAddress, checkAddress } from '#core/contacts/address.ts';
import { Refusal } from '#platform/errors.ts';
import { isStorable } from '#platform/fields.ts';
import type { ImportOptions } from '../contract.ts';
import type { AttributeRow } from './attribute-store.ts';
import { checkCell } from './attribute-value.ts';
import { formOf } from './attributes.ts';
import type { PreparedValue } from './extras.ts';

/** What one row of a file says about a contact. */
export interface ReadRow {
  readonly name: string | null;
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly addresses: readonly CheckedAddress[];
  readonly tags: readonly string[];
  readonly values: readonly PreparedValue[];
}

export interface Reading {
  readonly columns: ImportOptions['columns'];
  readonly attributes: ReadonlyMap<string, AttributeRow>;
  readonly country: string | null;
}

interface Draft {
  name: string | null;
  language: string | null;
  timeZone: string | null;
  addresses: CheckedAddress[];
  tags: string[];
  values: PreparedValue[];
}

/** Why a cell was refused, in words for whoever made the file. */
export class WrongCell extends Error {}

/** Reads a row by the meaning of its columns; empty cells say nothing. Throws `WrongCell` at the first that cannot be. */
export async function readRow(cells: readonly string[], reading: Reading): Promise<ReadRow> {
  if (cells.length > reading.columns.length) throw new WrongCell(`has ${cells.length} cells for ${reading.columns.length} columns`);
  const row: Draft = { name: null, language: null, timeZone: null, addresses: [], tags: [], values: [] };
  for (const [index, meaning] of reading.columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell === '' || meaning === 'ignore') continue;
    if (!isStorable(cell)) throw new WrongCell(`${meaning}: holds a character that cannot be stored`);
    await readCell(row, { meaning, cell, reading });
  }
  if (row.addresses.length === 0) throw new WrongCell('holds no address to know the contact by');
  return row;
}

/** What is wrong with a cell as what it is said to be; null: nothing. */
export async function cellFault(meaning: string, cell: string, reading: Omit<Reading, 'columns'>): Promise<string | null> {
  const row: Draft = { name: null, language: null, timeZone: null, addresses: [], tags: [], values: [] };
  try {
    await readCell(row, { meaning, cell, reading });
    return null;
  } catch (error) {
    if (error instanceof WrongCell) return error.message;
    throw error;
  }
}

async function readCell(
  row: Draft,
  { meaning, cell, reading }: { meaning: string; cell: string; reading: Omit<Reading, 'columns'> },
): Promise<void> {
  const [what, ...rest] = meaning.split(':');
  switch (what) {
    case 'name':
      row.name = oneLine(cell);
      return;
    case 'language':
      if (!ContactLanguage.safeParse(cell).success) throw new WrongCell('language: is no language such as en, sw or ur');
      row.language = cell;
      return;
    case 'time_zone':
      if (!TimeZone.safeParse(cell).success) throw new WrongCell('time_zone: is no time zone such as Africa/Nairobi');
      row.timeZone = cell;
      return;
    case 'tags':
      row.tags.push(...tagsIn(cell));
      return;
    case 'identity':
      row.addresses.push(await addressIn(cell, { channelType: rest[0] as string, kind: rest[1] as string, country: reading.country }));
      return;
    case 'attribute':
      row.values.push(valueIn(cell, reading.attributes.get(rest[0] as string), rest[0] as string));
  }
}

function oneLine(cell: string): string {
  const text = cell.replace(/\s+/g, ' ');
  if (text.length > 200) throw new WrongCell('name: is longer than 200 characters');
  return text;
}

function tagsIn(cell: string): string[] {
  const tags = cell
    .split(/[;|]/)
    .map((one) => one.trim().replace(/\s+/g, ' '))
    .filter((one) => one !== '');
  if (tags.length > 20 || tags.some((one) => one.length > 60))
    throw new WrongCell('tags: are more than 20, or one is longer than 60 characters');
  return tags;
}

async function addressIn(
  cell: string,
  { channelType, kind, country }: { channelType: string; kind: string; country: string | null },
): Promise<CheckedAddress> {
  try {
    return await checkAddress({ channelType, kind, address: cell }, country);
  } catch (error) {
    if (error instanceof Refusal) throw new WrongCell(`${kind}: ${error.message}`);
    throw error;
  }
}

function valueIn(cell: string, attribute: AttributeRow | undefined, key: string): PreparedValue {
  if (!attribute) throw new WrongCell(`${key}: is no attribute any more`);
  const checked = checkCell(formOf(attribute), cell);
  if ('fault' in checked) throw new WrongCell(`${key}: ${checked.fault}`);
  return { attribute, value: checked.value };
}
