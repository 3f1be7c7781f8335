import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Program, startProgram } from '#tests/kit/program.ts';

/** The real program on a folder of its own, as `npm start` runs it. */
export interface FreshProgram {
  readonly url: string;
  /** The printed link that makes the first account. */
  readonly firstRun: string;
  /** The mails that lie in the data folder, because there is no mail server. */
  mails(): string[];
  stop(): Promise<void>;
  /** Ends it and starts it again on the same folder and port. */
  restart(): Promise<void>;
}

/** Quoted-printable (RFC 2045 §6.7), as far as a link needs it. */
function unwrap(mail: string): string {
  return mail.replace(/=\r?\n/g, '').replaceAll('=3D', '=');
}

export async function startFresh(settings: Readonly<Record<string, string>> = {}): Promise<FreshProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'baraza-browser-'));
  const start = (port: string) =>
    startProgram(['tools/setup/start.mjs'], { PORT: port, BARAZA_DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn', ...settings });
  let program: Program = await start('0');
  const { url } = program;
  async function end(): Promise<void> {
    program.child.kill('SIGTERM');
    await program.ended;
  }
  return {
    url,
    firstRun: /\shttp:\S+\/first-run\?token=\S+/.exec(program.printed())?.[0].trim() ?? '',
    mails() {
      const mail = join(folder, 'data/mail');
      return existsSync(mail) ? readdirSync(mail).map((name) => unwrap(readFileSync(join(mail, name), 'utf8'))) : [];
    },
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
    async restart() {
      await end();
      program = await start(new URL(url).port);
    },
  };
}
