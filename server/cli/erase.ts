import { BadCommand, readOptions } from '#platform/command-line.ts';
import type { RunningProgram } from '../boot/control.ts';
import type { EraseWish } from '../boot/erase.ts';
import { say } from './terminal.ts';

/** Throws `BadCommand`. */
export function readEraseWish(words: readonly string[]): EraseWish {
  const { organization, contact } = readOptions(words, { organization: { type: 'string' }, contact: { type: 'string' } });
  if (organization === undefined) throw new BadCommand('--organization SLUG is missing.');
  if (contact === undefined || !/^[0-9a-f-]{36}$/i.test(contact)) throw new BadCommand('--contact must be the id of a contact.');
  return { slug: organization, contactId: contact };
}

/** `baraza erase`: there is no way back but a backup, out of which they are erased again. */
export async function erase(program: Pick<RunningProgram, 'erase'>, wish: EraseWish): Promise<number> {
  const { records } = await program.erase(wish);
  say(`The contact is erased, with everything of theirs${records > 1 ? `; ${records} records were merged into one` : ''}.`);
  say(
    'The bytes of their files go within two hours, what is kept by age within 30 days. Older backups still hold them: keep erased.jsonl of the data folder, so that they are erased again when one is restored.',
  );
  return 0;
}
