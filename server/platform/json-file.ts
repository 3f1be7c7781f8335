import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BadStart } from './errors.ts';

/** The JSON in a file that the variable `name` names. Throws `BadStart` with what is wrong with it. */
export function readJsonFile(name: string, path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new BadStart([
      code === 'EISDIR'
        ? `${name}: ${resolve(path)} is a folder, not a file.`
        : `${name}: the file ${resolve(path)} cannot be read (${code}).`,
    ]);
  }
  try {
    // Some editors begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new BadStart([`${name}: the file ${resolve(path)} is not JSON: ${wherein(error as Error)}.`]);
  }
}

/** What is known of the place where it stops being JSON; never more of the text that stands there, which may be a secret. */
function wherein({ message }: Error): string {
  const [, place] = /\((line \d+ column \d+)\)/.exec(message) ?? [];
  if (place) return `something is missing or too much at ${place}`;
  const [, character] = /^Unexpected token '(.+?)'/su.exec(message) ?? [];
  return character ? `a "${character}" stands where it cannot` : 'it ends too early';
}
