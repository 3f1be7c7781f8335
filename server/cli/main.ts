import { explainConfig } from '#platform/config.ts';
import { findRunning } from '../boot/control.ts';
import { run } from '../boot/run.ts';
import { chat } from './chat.ts';
import { parseEnvironment, say, sayFaults } from './terminal.ts';

/** `npm run baraza -- <command>`: what an operator does at the terminal. */

const help = `Usage: npm run baraza -- <command>

  config                       Explain every setting, and what it is now
  chat [--organization SLUG]   Talk to the assistant in this terminal
       [--as NAME]             as another test person
       [--assistant KIND]      with another assistant (echo, offline)
  help                         Show this
`;

async function main(words: readonly string[]): Promise<number> {
  const [command, ...rest] = words;
  if (command === 'config') {
    say(explainConfig());
    return 0;
  }
  if (command === 'chat') return openChat(rest);
  say(help);
  return command === undefined || command === 'help' || command === '--help' ? 0 : 1;
}

/** Through the running program when there is one, else by starting one for as long as the chat lasts. */
async function openChat(words: readonly string[]): Promise<number> {
  const environment = parseEnvironment();
  if (!environment) return 1;
  const running = await findRunning(environment.config.dataFolder);
  if (running) return chat(running, words);
  const config = { ...environment.config, logLevel: 'silent' };
  const own = await run(config, { listen: false, readEnvironment: environment.read });
  try {
    return await chat(own.control.partner, words);
  } finally {
    await own.stop();
  }
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  sayFaults(error);
  process.exit(1);
}
