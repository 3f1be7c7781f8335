import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readBanks, readDevelopment } from '#tools/safety/development.ts';
import { makeLexicon } from '#tools/safety/lexicon.ts';
import { learn } from '#tools/safety/train.ts';

const sources = [
  'tests/safety/development',
  'tools/safety',
  'server/safety/rules',
  'server/safety/words',
  'server/safety/lexicon',
  'server/safety/lexicon/forms',
  'server/safety/classifier',
];

/** Of everything the weights are made of: other texts, rules or features make other weights. */
export function digestOfSources(): string {
  const hash = createHash('sha256');
  for (const folder of sources) {
    const url = new URL(`../../${folder}/`, import.meta.url);
    const names = readdirSync(url, { withFileTypes: true }).flatMap((file) => (file.isFile() ? [file.name] : []));
    for (const name of names.filter((one) => one !== 'weights.json' && !one.endsWith('.test.ts')).sort())
      hash.update(`${folder}/${name}\n`).update(readFileSync(new URL(name, url)));
  }
  return hash.digest('hex');
}

/** The forms of the lexicon, by their hashes. */
export function generateLexicon(): string {
  return `${JSON.stringify(makeLexicon(), null, 2)}\n`;
}

/** The weights of the safety classifier, learnt from the development half. */
export function generateSafetyWeights(): string {
  const { stored, measured } = learn(readDevelopment(), readBanks(), makeLexicon());
  console.log('Messages of authors it had not learnt from, with the rules: crises found / asked about, false alarms / questions.');
  for (const { name, crises, high, asked, none, alarms, questions } of measured) {
    console.log(`  ${name.padEnd(14)} ${high} / ${asked} of ${crises}, ${alarms} / ${questions} of ${none}`);
  }
  return `${JSON.stringify({ madeOf: digestOfSources(), ...stored }, null, 2)}\n`;
}
