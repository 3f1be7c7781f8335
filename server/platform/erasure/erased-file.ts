import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Erased } from './erase-store.ts';

/**
 * Who was erased, by ids, in a file beside the database and in no backup: so that an older state of the database that comes back brings nobody back with it.
 */
export const erasedFile = (dataFolder: string) => join(dataFolder, 'erased.jsonl');

const Line = z.object({ at: z.iso.datetime(), organizationId: z.uuid(), contactIds: z.array(z.uuid()).min(1) });

/** On the disk when it resolves. */
export async function noteErased(dataFolder: string, erased: Erased & { readonly at: string }): Promise<void> {
  await appendFile(erasedFile(dataFolder), `${JSON.stringify(erased)}\n`, { mode: 0o600, flush: true });
}

/** A line that cannot be read is one that a power cut left: what it was about to name was not erased yet. */
export async function readErased(dataFolder: string): Promise<Erased[]> {
  const text = await readFile(erasedFile(dataFolder), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      return [Line.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}
