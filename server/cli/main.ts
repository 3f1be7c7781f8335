import { BadCommand, orExplain, readOptions } from '#platform/command-line.ts';
import { explainConfig } from '#platform/config.ts';
import { findRunning, type RunningProgram } from '../boot/control.ts';
import { run } from '../boot/run.ts';
import { readAuditWish, verifyAudit } from './audit.ts';
import { backUp, moveDatabase, readBackupWish, readMoveWish, readRestoreWish, restoreBackup, resume } from './backup.ts';
import { checkChannels, readCheckWish } from './channels.ts';
import { type ChatWishes, chat, readWishes } from './chat.ts';
import { doctor, readDoctorWish } from './doctor.ts';
import { intents } from './intents.ts';
import { safety } from './safety.ts';
import { readSecretsWishes, rotateSecrets } from './secrets.ts';
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
  audit verify                 Look whether any entry of who changed what was changed, removed or moved
  secrets rotate               Replace the installation's secret key
       [--organization-keys]   and the key of each organization
  help                         Show this
`;

type Command = () => number | Promise<number>;

/** Throws `BadCommand` before anything is opened. */
function readCommand([command, ...rest]: readonly string[]): Command {
  switch (command) {
    case 'chat': {
      const wishes = readWishes(rest);
      return () => openChat(wishes);
    }
    case 'config':
      readOptions(rest, {});
      return () => print(explainConfig());
    case 'backup': {
      const wish = readBackupWish(rest);
      return () => backUp(wish, onProgram);
    }
    case 'restore': {
      const wish = readRestoreWish(rest);
      return () => restoreBackup(wish);
    }
    case 'resume':
      readOptions(rest, {});
      return () => onProgram(resume);
    case 'move': {
      const wish = readMoveWish(rest);
      return () => moveDatabase(wish);
    }
    case 'audit':
      readAuditWish(rest);
      return () => onProgram(verifyAudit);
    case 'doctor': {
      const wish = readDoctorWish(rest);
      return () => doctor(wish);
    }
    case 'intents':
      return () => intents(rest);
    case 'safety':
      return () => safety(rest);
    case 'channels': {
      const wish = readCheckWish(rest);
      return () => onProgram((program) => checkChannels(program, wish));
    }
    case 'secrets': {
      const wishes = readSecretsWishes(rest);
      return () => onProgram((program) => rotateSecrets(program, wishes));
    }
    case undefined:
    case 'help':
      readOptions(rest, {});
      return () => print(usage);
    default:
      throw new BadCommand(`There is no command "${command}".`);
  }
}

function print(text: string): number {
  say(text);
  return 0;
}

/** In the running program when there is one, else in one that opens the database and does nothing else. */
async function onProgram(
  work: (program: Pick<RunningProgram, 'rotate' | 'checkChannels' | 'copyDatabase' | 'resume' | 'verifyAudit'>) => Promise<number>,
): Promise<number> {
  const environment = parseEnvironment();
  if (!environment) return 1;
  const running = await findRunning(environment.config.dataFolder);
  if (running) return work(running);
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
  if (running) return chat(running.partner, wishes);
  const config = { ...environment.config, logLevel: 'silent' };
  const own = await run(config, { listen: false, readEnvironment: environment.read });
  try {
    return await chat(own.control.partner, wishes);
  } finally {
    await own.stop();
  }
}

const words = process.argv.slice(2);
const command = orExplain(words, usage, () => readCommand(words));
try {
  process.exit(await command());
} catch (error) {
  sayFaults(error);
  process.exit(1);
}
