import * as csv from '#platform/files/csv.ts';

/** A file of contacts, refused in our own name. */

export { guessDelimiter, harmless, limits, type Record, toLine } from '#platform/files/csv.ts';

export const wrongFile = csv.wrongFileFor('contacts.unreadable_file');
export const decodeFile = (file: Buffer) => csv.decodeFile(file, wrongFile);
export const readRecords = (text: string, delimiter: string) => csv.readRecords(text, delimiter, wrongFile);
