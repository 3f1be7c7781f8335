import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readBanks, readDevelopment } from '#tools/safety/development.ts';
import { learn } from '#tools/safety/train.ts';

const sources = ['tests/safety/development', 'tools/safety', 'server/safety/rules', 'server/safety/words', 'server/safety/classifier'];

/** Of everything the weights are made of: other texts, rules or features make other weights. */
export function digestOfSources(): string {
  const hash = createHash('sha256');
  for (const folder of sources) {
    const url = new URL(`../../${folder}/`, import.meta.url);
    const names = readdirSync(url).filter((name) => name !== 'weights.json' && !name.endsWith('.test.ts'));
    for (const name of names.sort()) hash.update(`${folder}/${name}\n`).update(readFileSync(new URL(name, url)));
  }
  return hash.digest('hex');
}

/** The weights of the safety classifier, learnt from the development half. */
export function generateSafetyWeights(): string {
  const { stored, measured } = learn(readDevelopment(), readBanks());
  console.log('Messages of authors it had not learnt from, with the rules: crises found / asked about, false alarms / questions.');
  for (const { lang, crises, high, asked, none, alarms, questions } of measured) {
    console.log(`  ${lang.padEnd(8)} ${high} / ${asked} of ${crises}, ${alarms} / ${questions} of ${none}`);
  }
  return `${JSON.stringify({ madeOf: digestOfSources(), ...stored }, null, 2)}\n`;
}
