import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeGolden } from '#tests/kit/golden-file.ts';
import { readText } from './index.ts';

/**
 * One file a language, to be read by a clinician who speaks it: what people write, and what the rules make of it.
 * `UPDATE_GOLDEN=1 npm test -- server/safety` writes what they make of it now; read the difference before you keep it.
 */

interface Case {
  readonly description: string;
  readonly text: string;
  readonly expect?: object;
}

const folder = new URL('./testdata/', import.meta.url);
// biome-ignore lint/style/noProcessEnv: a switch for the person at the keyboard, not configuration of the program
const updating = process.env.UPDATE_GOLDEN === '1';

function tell(text: string) {
  const { severity, hard, categories, evidence, reason } = readText(text);
  return { severity, hard, categories, evidence: evidence.map((one) => `${one.rule}: ${one.text}`), reason };
}

for (const name of readdirSync(folder).sort()) {
  const file = new URL(name, folder);
  const cases: Case[] = JSON.parse(readFileSync(file, 'utf8'));
  if (updating)
    writeGolden(
      file,
      cases.map(({ description, text }) => ({ description, text, expect: tell(text) })),
    );
  else {
    describe(name.replace('.json', ''), () => {
      it.each(cases)('$description: $text', (one) => {
        expect(tell(one.text)).toEqual(one.expect);
      });
    });
  }
}

it.runIf(updating)('golden cases are written anew', () => expect(updating).toBe(true));
