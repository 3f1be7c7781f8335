import { BadCommand, orExplain, readOptions } from '#platform/command-line.ts';
import { explainConfig } from '#platform/config.ts';
import { findRunning, type RunningProgram } from '../boot/control.ts';
import type { ChatWishes } from './chat.ts';
import { parseEnvironment, say, sayFaults } from './terminal.ts';

/** `npm run baraza -- <command>`: what an operator does at the terminal. */

const usage = `Usage: npm run baraza -- <command>

  config                       Explain every setting, and what it is now
  chat [--organization SLUG]   Talk to the assistant in this terminal
       [--as NAME]             as another test person
       [--assistant KIND]      with another assistant (echo, offline)
  intents evaluate             Measure the intent classifier on files of sentences
       --train FILE --test FILE [--validation FILE] [--predictions FILE]
  safety classify              Read texts with the safety rules: JSON lines in, JSON lines out
       [--in FILE]             from a file instead of standard input
  safety evaluate --in FILE    Measure the safety rules on labelled texts
       [--show]                and list what they missed
  channels check               Say for each channel what is missing, and what to do
       [--organization SLUG]   of one organization
  doctor [--json]              Look at everything and say what to do; ends with 1 when something is wrong
  backup --into FOLDER         Write a whole backup, while the server runs or not; the secret key is not in it
  restore --from FOLDER        Put a backup into an empty installation; it sends nothing until you say so
  resume                       Say so: what a restore stopped goes on
  move --to postgres://…       Move everything from the embedded database to a server, checked row by row
  erase --organization SLUG    Remove everything of one contact, for good
       --contact ID
  export --organization SLUG   Write one organization whole, to be brought into another installation
       --to FOLDER             as a folder of its own, with its key beside it
  import --from FOLDER         Bring it into this installation; it sends nothing until you say so
       [--key FILE]            with the key that was made beside it
  audit verify                 Look whether any entry of who changed what was changed, removed or moved
  secrets rotate               Replace the installation's secret key
       [--organization-keys]   and the key of each organization
  help                         Show this
`;

type Command = () => number | Promise<number>;

type ReadCommand = (words: readonly string[]) => Promise<Command>;

/** Each throws `BadCommand` before anything is opened. Only what the command needs is loaded: the whole program takes seconds. */
const commands: Readonly<Record<string, ReadCommand>> = {
  async chat(words) {
    const { readWishes } = await import('./chat.ts');
    const wishes = readWishes(words);
    return () => openChat(wishes);
  },
  async config(words) {
    readOptions(words, {});
    return () => print(explainConfig());
  },
  async backup(words) {
    const { backUp, readBackupWish } = await import('./backup.ts');
    const wish = readBackupWish(words);
    return () => backUp(wish, onProgram);
  },
  async restore(words) {
    const { readRestoreWish, restoreBackup } = await import('./backup.ts');
    const wish = readRestoreWish(words);
    return () => restoreBackup(wish);
  },
  async resume(words) {
    const { resume } = await import('./backup.ts');
    readOptions(words, {});
    return () => onProgram(resume);
  },
  async move(words) {
    const { moveDatabase, readMoveWish } = await import('./backup.ts');
    const wish = readMoveWish(words);
    return () => moveDatabase(wish);
  },
  async erase(words) {
    const { erase, readEraseWish } = await import('./erase.ts');
    const wish = readEraseWish(words);
    return () => onProgram((program) => erase(program, wish));
  },
  async export(words) {
    const { exportTo, readExportWish } = await import('./organization.ts');
    const wish = readExportWish(words);
    return () => exportTo(wish, onProgram);
  },
  async import(words) {
    const { importFrom, readImportWish } = await import('./organization.ts');
    const wish = readImportWish(words);
    return () => importFrom(wish);
  },
  async audit(words) {
    const { readAuditWish, verifyAudit } = await import('./audit.ts');
    readAuditWish(words);
    return () => onProgram(verifyAudit);
  },
  async doctor(words) {
    const { doctor, readDoctorWish } = await import('./doctor.ts');
    const wish = readDoctorWish(words);
    return () => doctor(wish);
  },
  async intents(words) {
    const { intents } = await import('./intents.ts');
    return () => intents(words);
  },
  async safety(words) {
    const { safety } = await import('./safety.ts');
    return () => safety(words);
  },
  async channels(words) {
    const { checkChannels, readCheckWish } = await import('./channels.ts');
    const wish = readCheckWish(words);
    return () => onProgram((program) => checkChannels(program, wish));
  },
  async secrets(words) {
    const { readSecretsWishes, rotateSecrets } = await import('./secrets.ts');
    const wishes = readSecretsWishes(words);
    return () => onProgram((program) => rotateSecrets(program, wishes));
  },
  async help(words) {
    readOptions(words, {});
    return () => print(usage);
  },
};

function readCommand([name = 'help', ...words]: readonly string[]): Promise<Command> {
  const read = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!read) throw new BadCommand(`There is no command "${name}".`);
  return read(words);
}

function print(text: string): number {
  say(text);
  return 0;
}

/** In the running program when there is one, else in one that opens the database and does nothing else. */
async function onProgram(
  work: (
    program: Pick<RunningProgram, 'rotate' | 'checkChannels' | 'copyDatabase' | 'resume' | 'erase' | 'verifyAudit'>,
  ) => Promise<number>,
): Promise<number> {
  const environment = parseEnvironment();
  if (!environment) return 1;
  const running = await findRunning(environment.config.dataFolder);
  if (running) return work(running);
  const { run } = await import('../boot/run.ts');
  const own = await run({ ...environment.config, logLevel: 'error' }, { listen: false, works: false, readEnvironment: environment.read });
  try {
    return await work(own);
  } finally {
    await own.stop();
  }
}

/** Through the running program when there is one, else by starting one for as long as the chat lasts. */
async function openChat(wishes: ChatWishes): Promise<number> {
  const environment = parseEnvironment();
  if (!environment) return 1;
  const running = await findRunning(environment.config.dataFolder);
  const { chat } = await import('./chat.ts');
  if (running) return chat(running.partner, wishes);
  const { run } = await import('../boot/run.ts');
  const config = { ...environment.config, logLevel: 'silent' };
  const own = await run(config, { listen: false, readEnvironment: environment.read });
  try {
    return await chat(own.control.partner, wishes);
  } finally {
    await own.stop();
  }
}

const words = process.argv.slice(2);
const command = await orExplain(words, usage, () => readCommand(words));
try {
  process.exit(await command());
} catch (error) {
  sayFaults(error);
  process.exit(1);
}
