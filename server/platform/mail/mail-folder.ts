import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, later } from '#platform/clock.ts';
import type { Ids } from '#platform/ids.ts';
import { type Log, places } from '#platform/log.ts';
import { automatic, type Letter, type WrittenLetter } from './letter.ts';

export interface MailFolderOptions {
  /** Where mails lie when there is no server. */
  readonly folder: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** A sentence for the person at the terminal, and for nobody else: it is in no log. */
  tellOperator(sentence: string): void;
}

/** Where mails lie that nobody can send: an operator opens them with any mail program. They hold links that work, so only the operator may. */
interface MailFolder {
  keep(letter: Letter, written: WrittenLetter): Promise<void>;
  start(): () => void;
}

const daysKept = 7;
const everyMs = 60 * 60 * 1000;

export function createMailFolder(options: MailFolderOptions): MailFolder {
  const { folder, clock, ids, log } = options;
  return {
    async keep(letter, written) {
      const name = `${clock.now().toISOString().replace(/[:.]/g, '-')}-${letter.kind}-${ids.next().slice(-8)}.eml`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(join(folder, name), await compose(letter, written, clock.now()), { mode: 0o600 });
      log.info({ part: 'mail', kind: letter.kind, file: name }, 'no mail server is named, so a mail lies in the data folder');
      if (letter.link === undefined) return;
      // A name may hold characters that a terminal obeys.
      options.tellOperator(`\n  Mail to ${letter.to}: ${written.subject.replace(/\p{Cc}/gu, '')}\n  ${letter.link}\n`);
    },
    start() {
      let cancel: () => void = () => undefined;
      let stopped = false;
      const look = async () => {
        await removeOld(folder, clock).catch((error: unknown) => reportFault(log, error));
        if (!stopped) cancel = clock.after(everyMs, () => void look());
      };
      void look();
      return () => {
        stopped = true;
        cancel();
      };
    },
  };
}

async function compose({ to }: Letter, written: WrittenLetter, date: Date): Promise<Buffer> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({ streamTransport: true, buffer: true });
  const from = { name: 'Baraza', address: 'baraza@localhost' };
  const made = await transport.sendMail({ from, to: { name: '', address: to }, ...written, headers: automatic, date });
  return made.message as Buffer;
}

async function removeOld(folder: string, clock: Clock): Promise<void> {
  const oldest = later(clock.now(), -daysKept * 86_400);
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.eml')) continue;
    const path = join(folder, name);
    if ((await stat(path)).mtime < oldest) await rm(path, { force: true });
  }
}

function reportFault(log: Log, error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log.warn({ part: 'mail', err: places(error) }, 'old mails could not be removed');
}
