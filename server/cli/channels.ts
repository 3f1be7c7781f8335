import { BadCommand, readOptions } from '#platform/command-line.ts';
import type { CheckWish } from '../boot/channel-checks.ts';
import type { RunningProgram } from '../boot/control.ts';
import { say } from './terminal.ts';

/** Throws `BadCommand`. */
export function readCheckWish([verb, ...words]: readonly string[]): CheckWish {
  if (verb !== 'check')
    throw new BadCommand(verb === undefined ? '"channels" needs a verb: check.' : `There is no command "channels ${verb}".`);
  return readOptions(words, { organization: { type: 'string' } });
}

const marks = { ok: 'ok     ', wrong: 'WRONG  ', unknown: '?      ' } as const;

/** `baraza channels check`: every step of every channel in plain words. Ends with 1 when something is wrong. */
export async function checkChannels(program: Pick<RunningProgram, 'checkChannels'>, wish: CheckWish): Promise<number> {
  const checked = await program.checkChannels(wish);
  for (const { name, type, id, check } of checked) {
    say(`${name} (${type}, ${id})`);
    for (const { state, text, advice } of check.steps) say(`  ${marks[state]}${text}${advice ? `\n         → ${advice}` : ''}`);
    say('');
  }
  const wrong = checked.filter(({ check }) => !check.ok).length;
  say(checked.length === 0 ? 'There is no channel to check.' : `${checked.length} checked, ${wrong} with something to mend.`);
  return wrong > 0 ? 1 : 0;
}
