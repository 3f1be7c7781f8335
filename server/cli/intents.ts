import { readFileSync, writeFileSync } from 'node:fs';
import {
  count,
  type Figures,
  finish,
  type IntentModel,
  outOfScope,
  type Prediction,
  predict,
  type ReadExample,
  readExamples,
  trainIntents,
  trainWithValidation,
} from '#assistants/intents/index.ts';
import { BadCommand, readOptions } from '#platform/command-line.ts';
import { say } from './terminal.ts';

const usage = `Usage: npm run -s baraza -- intents evaluate --train FILE --test FILE [--validation FILE] [--predictions FILE]

Trains the intent classifier of the assistant "offline" on one file and measures it on another. Needs no server and no database.
Each line of a file is {"text": "…", "intent": "…"}; the intent "${outOfScope}" means none of the others.

  --train FILE         what it learns from
  --test FILE          what it is measured on
  --validation FILE    chooses the threshold below which nothing is understood; without it, cross-validation on the training file
  --predictions FILE   where to write what it said to each sentence of the test file, as JSON lines
`;

/** What is wrong with the files, in sentences for the person at the terminal. */
class Unusable extends Error {
  readonly faults: readonly string[];
  constructor(...faults: string[]) {
    super(faults[0]);
    this.faults = faults;
  }
}

/** `baraza intents evaluate`. Ends with 2 when the files or flags cannot be used. */
export function intents(words: readonly string[]): number {
  try {
    if (words.length === 0 || words.includes('--help') || words[0] === 'help') {
      say(usage);
      return words.length === 0 ? 2 : 0;
    }
    evaluate(readWords(words));
    return 0;
  } catch (error) {
    if (error instanceof BadCommand) process.stderr.write(`${error.message}\n\n${usage}`);
    else if (error instanceof Unusable) process.stderr.write(`${error.faults.join('\n')}\n`);
    else throw error;
    return 2;
  }
}

interface Wanted {
  readonly train: string;
  readonly test: string;
  readonly validation: string | undefined;
  readonly predictions: string | undefined;
}

function readWords([command, ...flags]: readonly string[]): Wanted {
  if (command !== 'evaluate') throw new BadCommand(`There is no "intents ${command}", only "intents evaluate".`);
  const file = { type: 'string' } as const;
  const { train, test, validation, predictions } = readOptions(flags, { train: file, test: file, validation: file, predictions: file });
  if (!train || !test) throw new BadCommand(`${train ? '--test' : '--train'} FILE is missing.`);
  return { train, test, validation, predictions };
}

function evaluate(wanted: Wanted): void {
  const train = read(wanted.train);
  const test = read(wanted.test);
  const validation = wanted.validation === undefined ? null : read(wanted.validation);
  checkIntents(wanted, { train, test, validation });
  const useful = validation?.some((example) => example.intent === outOfScope) ? validation : null;

  const began = performance.now();
  const model = finish(useful ? trainWithValidation(train, useful) : trainIntents(train));
  const trained = performance.now();
  const predictions = test.map((example) => predict(model, example));
  const ended = performance.now();

  if (wanted.predictions !== undefined) write(wanted.predictions, predictions);
  say(
    [
      ...describeTraining(model, train, (trained - began) / 1000),
      `Threshold               ${model.threshold.toFixed(3)} (${whereFrom(train, validation)})`,
      ...describeFigures(count(predictions)),
      `Time a message          ${((ended - trained) / test.length).toFixed(2)} ms`,
      wanted.predictions === undefined ? 'Predictions are written with --predictions FILE.' : `Predictions are in ${wanted.predictions}.`,
    ].join('\n'),
  );
}

function read(path: string): readonly ReadExample[] {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Unusable(`${path} cannot be read: ${reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message}.`);
  }
  const { examples, faults } = readExamples(content);
  const more = faults.length > 10 ? [`${path}: and ${faults.length - 10} more lines that cannot be used.`] : [];
  if (faults.length > 0) throw new Unusable(...faults.slice(0, 10).map((fault) => `${path}, ${fault}.`), ...more);
  if (examples.length === 0) throw new Unusable(`${path} has no sentences in it.`);
  return examples;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not',
  ENOTDIR: 'there is no such folder',
};

/** A sentence whose intent was never learnt cannot be answered rightly: that is a mistake in the files, not a figure. */
function checkIntents(
  wanted: Wanted,
  files: { train: readonly ReadExample[]; test: readonly ReadExample[]; validation: readonly ReadExample[] | null },
): void {
  const learnt = new Set(files.train.map((example) => example.intent));
  const intents = [...learnt].filter((intent) => intent !== outOfScope);
  if (intents.length < 2) throw new Unusable(`${wanted.train} needs sentences of at least two intents beside "${outOfScope}".`);
  for (const [path, examples] of [
    [wanted.test, files.test],
    [wanted.validation, files.validation ?? []],
  ] as const) {
    const strange = examples.filter((example) => example.intent !== outOfScope && !learnt.has(example.intent));
    // Each once, with the line it first stands in.
    const lines = new Map(strange.toReversed().map((example) => [example.intent, example.line]));
    const names = [...lines]
      .sort(([, one], [, other]) => one - other)
      .map(([intent, line]) => `"${intent}" (line ${line})`)
      .slice(0, 10);
    if (strange.length > 0)
      throw new Unusable(
        `${path} has ${strange.length} sentences of intents that ${wanted.train} has no example of: ${names.join(', ')}${names.length === 10 ? ' …' : ''}.`,
      );
  }
}

function describeTraining({ borders }: IntentModel, train: readonly ReadExample[], seconds: number): string[] {
  const sentences = train.filter((example) => example.intent !== outOfScope).length;
  const mebibytes = borders.weights.byteLength / 1024 / 1024;
  return [
    `Trained                 on ${sentences} sentences of ${borders.intents.length} intents, in ${seconds.toFixed(1)} s (${mebibytes.toFixed(1)} MiB of weights)`,
  ];
}

function whereFrom(train: readonly ReadExample[], validation: readonly ReadExample[] | null): string {
  if (validation?.some((example) => example.intent === outOfScope)) return 'chosen on the validation file';
  const without = validation ? `the validation file has no "${outOfScope}" sentences, so it was ` : '';
  const how = train.some((example) => example.intent === outOfScope)
    ? `chosen by cross-validation on the training file, with its "${outOfScope}" sentences`
    : 'chosen by cross-validation on the training file, with some intents hidden to stand for what is out of scope';
  return `${without}${how}`;
}

function describeFigures({ inScope, outOfScope: outside }: Figures): string[] {
  const accuracy =
    inScope.sentences === 0
      ? 'not measured: the test file has only sentences out of scope'
      : `${percent(inScope.right, inScope.sentences)} % (${inScope.right} of ${inScope.sentences} right; ${inScope.mistaken} taken for another intent, ${inScope.refused} refused as out of scope: both count as wrong)`;
  const recall =
    outside.sentences === 0
      ? `not measured: the test file has no "${outOfScope}" sentences`
      : `${percent(outside.refused, outside.sentences)} % (${outside.refused} of ${outside.sentences} refused)`;
  return [`In-scope accuracy       ${accuracy}`, `Out-of-scope recall     ${recall}`];
}

function percent(part: number, whole: number): string {
  return ((100 * part) / whole).toFixed(2);
}

function write(path: string, predictions: readonly Prediction[]): void {
  const lines = predictions.map((one) => JSON.stringify({ ...one, probability: Math.round(one.probability * 1e4) / 1e4 }));
  try {
    writeFileSync(path, `${lines.join('\n')}\n`);
  } catch (error) {
    throw new Unusable(`${path} cannot be written: ${reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message}.`);
  }
}
