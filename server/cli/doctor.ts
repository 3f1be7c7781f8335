import { readOptions } from '#platform/command-line.ts';
import { type Config, loadConfig, readVariable } from '#platform/config.ts';
import { BadStart } from '#platform/errors.ts';
import { findRunning } from '../boot/control.ts';
import { examineMachine } from '../boot/doctor-machine.ts';
import { type Finding, look, wrong } from '../boot/finding.ts';
import { isNew } from '../boot/open-storage.ts';
import { run } from '../boot/run.ts';
import { say } from './terminal.ts';

/** Throws `BadCommand`. */
export function readDoctorWish(words: readonly string[]): { json: boolean } {
  return readOptions(words, { json: { type: 'boolean', default: false } });
}

const marks = { ok: 'ok     ', look: 'LOOK   ', wrong: 'WRONG  ' } as const;

/** `baraza doctor`: everything that can be looked at, and what to do. Ends with 1 when something is wrong. */
export async function doctor({ json }: { json: boolean }): Promise<number> {
  const findings = await examine();
  const count = (state: Finding['state']) => findings.filter((one) => one.state === state).length;
  if (json) say(JSON.stringify(findings));
  else {
    for (const { part, state, text, advice } of findings) say(`${marks[state]}${part}: ${text}${advice ? `\n         → ${advice}` : ''}`);
    say(`\n${findings.length} looked at: ${count('wrong')} wrong, ${count('look')} to look at.`);
  }
  return count('wrong') > 0 ? 1 : 0;
}

/** By the program that runs; by one of its own that opens the database and changes nothing, when none does. */
async function examine(): Promise<readonly Finding[]> {
  let config: Config;
  try {
    config = loadConfig();
    const running = await findRunning(config.dataFolder);
    if (running) return await running.examine();
  } catch (error) {
    return faultsOf(
      error,
      'settings',
      'Correct it where the server gets its environment; "npm run baraza -- config" explains every setting.',
    );
  }
  const stopped = look('program', 'The server does not run.', 'Start it: npm start.');
  if (isNew(config)) return [stopped, ...examineMachine(config), look('database', 'There is none yet.', 'The first start makes it.')];
  try {
    const options = { listen: false, works: false, migrates: false, readEnvironment: readVariable };
    const own = await run({ ...config, logLevel: 'silent' }, options);
    try {
      return [stopped, ...(await own.examine())];
    } finally {
      await own.stop();
    }
  } catch (error) {
    return [
      stopped,
      ...examineMachine(config),
      ...faultsOf(error, 'database', 'The start would end the same way. Mend it, then run the doctor again.'),
    ];
  }
}

function faultsOf(error: unknown, part: string, advice: string): readonly Finding[] {
  if (!(error instanceof BadStart)) throw error;
  return error.faults.map((fault) => wrong(part, fault, advice));
}
