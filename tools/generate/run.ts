import { readFileSync, writeFileSync } from 'node:fs';
import { generateClient } from './client.ts';
import { generateErrors } from './errors.ts';
import { digestOfSources, generateLexicon, generateSafetyWeights } from './safety-weights.ts';
import { generateTables } from './tables.ts';

/**
 * `npm run generate`: writes again what is made from the migrations, the modules' declarations and the safety texts. Learning from these takes
 * minutes and is left out while nothing it learns from has changed.
 */

const weights = 'server/safety/classifier/weights.json';

const made: readonly [path: string, make: () => string | Promise<string>][] = [
  ['server/platform/db/tables.generated.ts', generateTables],
  ['docs/reference/errors.md', generateErrors],
  ['clients/typescript/baraza.generated.ts', generateClient],
  ['server/safety/lexicon/lexicon.json', generateLexicon],
  [weights, generateSafetyWeights],
];

for (const [path, make] of made) {
  const file = new URL(`../../${path}`, import.meta.url);
  if (path === weights && JSON.parse(readFileSync(file, 'utf8')).madeOf === digestOfSources()) {
    console.log(`${path} is up to date.`);
    continue;
  }
  writeFileSync(file, await make());
  console.log(`Wrote ${path}.`);
}
