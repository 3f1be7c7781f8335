import { writeFileSync } from 'node:fs';
import { generateClient } from './client.ts';
import { generateErrors } from './errors.ts';
import { generateLexicon, generateSafetyWeights } from './safety-weights.ts';
import { generateTables } from './tables.ts';

/** `npm run generate`: writes again what is made from the migrations, the modules' declarations and the safety texts. */

const made: readonly [path: string, make: () => string | Promise<string>][] = [
  ['server/platform/db/tables.generated.ts', generateTables],
  ['docs/reference/errors.md', generateErrors],
  ['clients/typescript/baraza.generated.ts', generateClient],
  ['server/safety/lexicon/lexicon.json', generateLexicon],
  ['server/safety/classifier/weights.json', generateSafetyWeights],
];

for (const [path, make] of made) {
  writeFileSync(new URL(`../../${path}`, import.meta.url), await make());
  console.log(`Wrote ${path}.`);
}
