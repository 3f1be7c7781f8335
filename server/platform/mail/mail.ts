import { sleep } from '#platform/clock.ts';
import { refuseInsideTransaction } from '#platform/db/database.ts';
import { places } from '#platform/log.ts';
import { automatic, type Letter, type WrittenLetter, writeLetter } from './letter.ts';
import { createMailFolder, type MailFolderOptions } from './mail-folder.ts';
import { openTransport } from './transport.ts';

/** Mails to the people who work here. Sending is slow: `send` returns at once, and what is under way goes on beside. */
export interface Mail {
  /** Whether a mail server is named. Without one mails lie in the data folder, and links are told to the operator. */
  readonly works: boolean;
  send(letter: Letter): void;
  /** Something that ends in a mail and must not keep an answer waiting: how long it takes tells nobody whether there is an account. */
  later(work: () => Promise<void>): void;
  /** Resolves when nothing is under way but what waits for its next attempt. */
  idle(): Promise<void>;
  /** Removes old mails from the folder, now and once an hour; the returned function ends it. */
  start(): () => void;
  /** Gives up what waits, and lets what is under way finish. */
  stop(): Promise<void>;
}

export interface MailServer {
  readonly url: string;
  readonly from: string;
}

export interface MailOptions extends MailFolderOptions {
  /** Null: there is none. */
  readonly server: MailServer | null;
  /** A mail could not be sent, or could be sent again. */
  onOutcome(outcome: MailOutcome): Promise<void>;
}

export interface MailOutcome {
  readonly organizationIds: readonly string[];
  /** Null: it was sent. */
  readonly failure: string | null;
}

/** Waits before the second, third and fourth attempt: a mail server that greylists wants some minutes. */
const waitsMs = [10_000, 60_000, 300_000];

export function createMail(options: MailOptions): Mail {
  const { clock, log } = options;
  const folder = createMailFolder(options);
  const send = options.server === null ? folder.keep : createSender(options.server);
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  function run(work: () => Promise<void>): void {
    const running = work()
      .catch((error: unknown) => log.error({ part: 'mail', err: places(error) }, 'a mail could not be made'))
      .finally(() => underWay.delete(running));
    underWay.add(running);
  }

  async function attempt(letter: Letter, written: WrittenLetter, times: number): Promise<void> {
    const fault = await send(letter, written).then(
      () => null,
      (error: unknown) => error as MailFault,
    );
    const { kind, organizationIds } = letter;
    const end = async (failure: string | null) => {
      await letter.onOutcome?.(failure);
      await options.onOutcome({ organizationIds, failure });
    };
    if (fault === null) return end(null);
    log.warn({ part: 'mail', kind, times, code: fault.responseCode ?? fault.code }, 'a mail could not be sent');
    const wait = isFinal(fault) ? undefined : waitsMs[times - 1];
    if (wait === undefined) return end(explain(fault));
    // Not part of what is under way: nobody waits minutes for the program to stop.
    void sleep(clock, wait, stopping.signal).then(() => {
      if (!stopping.signal.aborted) run(() => attempt(letter, written, times + 1));
    });
  }

  const idle = async () => {
    while (underWay.size > 0) await Promise.all(underWay);
  };
  return {
    works: options.server !== null,
    send(letter) {
      refuseInsideTransaction('A mail');
      run(() => attempt(letter, writeLetter(letter), 1));
    },
    later: run,
    idle,
    start: folder.start,
    async stop() {
      stopping.abort();
      await idle();
    },
  };
}

/** What nodemailer throws; its message may quote an address, so it goes nowhere. */
export interface MailFault {
  readonly code?: string;
  /** What the server said (RFC 5321): 4yz may change, 5yz will not. */
  readonly responseCode?: number;
}

/** The server will not take this mail, however often it is tried. */
function isFinal({ code, responseCode = 0 }: MailFault): boolean {
  return responseCode >= 500 && code !== 'EAUTH';
}

export function explain({ code, responseCode }: MailFault): string {
  if (code === 'EAUTH') return 'the mail server refuses the user name or password in SMTP_URL';
  if (code === 'EDNS') return 'there is no mail server of the name in SMTP_URL';
  if (code === 'ETLS') return 'the mail server offers no encryption';
  if (code === 'EENVELOPE') return `the mail server does not take this address (${responseCode ?? 'no code'})`;
  if (responseCode !== undefined) return `the mail server refused it (${responseCode})`;
  return 'the mail server cannot be reached';
}

/** One connection for each mail: they are few. */
function createSender({ url, from }: MailServer): (letter: Letter, written: WrittenLetter) => Promise<void> {
  return async ({ to }, written) => {
    const transport = await openTransport(url);
    try {
      await transport.sendMail({ from, to: { name: '', address: to }, ...written, headers: automatic });
    } finally {
      transport.close();
    }
  };
}
