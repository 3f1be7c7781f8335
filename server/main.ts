import { isNew } from './boot/open-storage.ts';
import { type Running, run } from './boot/run.ts';
import { type Environment, parseEnvironment, say, sayFaults, whenAskedToStop } from './cli/terminal.ts';

/** `npm start`: reads the configuration, starts everything, says where to go, and ends when asked to. */

/** The promise is 10 s; the last second is for the supervisor. */
const stopMsMax = 9000;

/** Links that open an account are told to a person who looks on, never to whatever collects the output. */
async function start({ config, read }: Environment): Promise<void> {
  if (isNew(config)) say('Making the database. This takes a few seconds, once.');
  const running = await run(config, { listen: true, readEnvironment: read, ...(process.stdout.isTTY ? { tellOperator: say } : {}) });
  whenAskedToStop(async () => {
    setTimeout(() => process.exit(1), stopMsMax).unref();
    await running.stop();
    process.exit(0);
  });
  await greet(running);
}

async function greet({ app, url }: Running): Promise<void> {
  const firstRun = await app.firstRunUrl();
  say(`Baraza is ready at ${url}`);
  if (firstRun) say(`\n  Create the first account:   ${firstRun}`);
  say(
    `\n  Talk to it in the terminal: npm run baraza -- chat\n  API and its description:    ${url}/docs\n  Stop it:                    Ctrl+C\n`,
  );
}

const environment = parseEnvironment();
if (!environment) process.exit(1);
try {
  await start(environment);
} catch (error) {
  sayFaults(error);
  process.exit(1);
}
