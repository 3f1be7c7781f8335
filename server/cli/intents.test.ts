import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { intents } from './intents.ts';

let folder = '';
let printed = '';
let refused = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baraza-intents-'));
  [printed, refused] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    refused += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function file(name: string, sentences: readonly (readonly [string, string])[] | string): string {
  const path = join(folder, name);
  const content =
    typeof sentences === 'string' ? sentences : sentences.map(([text, intent]) => JSON.stringify({ text, intent })).join('\n');
  writeFileSync(path, content);
  return path;
}

const hours = ['when do you open', 'opening hours', 'what time do you close', 'are you open today', 'open on sunday'];
const price = ['how much is it', 'what does it cost', 'price of a visit', 'is it expensive', 'what are the fees'];
const place = ['where are you', 'your address', 'how do I find you', 'send directions', 'which street'];
const strange = ['tell me a joke', 'who won the match', 'sing a song'];
const learnt = [
  ...hours.map((text) => [text, 'hours'] as const),
  ...price.map((text) => [text, 'price'] as const),
  ...place.map((text) => [text, 'place'] as const),
];
const asked = [
  ['when are you open', 'hours'],
  ['what is the price', 'price'],
] as const;
const outside = strange.map((text) => [text, 'oos'] as const);

it('measures, says what it counted, and writes what it said', () => {
  const predictions = join(folder, 'said.jsonl');
  const code = intents([
    'evaluate',
    ...['--train', file('train', learnt), '--test', file('test', [...asked, ['my goldfish plays chess', 'oos']])],
    ...['--validation', file('validation', [...learnt, ...outside]), '--predictions', predictions],
  ]);
  expect([code, refused]).toEqual([0, '']);
  expect(printed).toMatch(/^Trained +on 15 sentences of 3 intents, in \d+\.\d s/);
  expect(printed).toMatch(/Threshold +0\.\d{3} \(chosen on the validation file\)/);
  expect(printed).toMatch(/In-scope accuracy +100\.00 % \(2 of 2 right; 0 taken for another intent, 0 refused as out of scope: both/);
  expect(printed).toMatch(/Out-of-scope recall +100\.00 % \(1 of 1 refused\)/);
  expect(printed).toMatch(/Time a message +\d+\.\d\d ms/);
  const said = readFileSync(predictions, 'utf8').trim().split('\n');
  expect(said.map((line) => JSON.parse(line).predicted)).toEqual(['hours', 'price', 'oos']);
});

it('a test file without sentences out of scope measures no recall, and says so', () => {
  expect(intents(['evaluate', '--train', file('train', learnt), '--test', file('test', asked)])).toBe(0);
  expect(printed).toContain('Out-of-scope recall     not measured: the test file has no "oos" sentences');
  expect(printed).toContain('cross-validation on the training file, with some intents hidden');
});

it('a validation file without any chooses no threshold, and this is said', () => {
  const words = ['--train', file('train', learnt), '--test', file('test', asked), '--validation', file('validation', learnt)];
  expect(intents(['evaluate', ...words])).toBe(0);
  expect(printed).toContain('the validation file has no "oos" sentences, so it was chosen by cross-validation');
});

it.each([
  ['no such file', () => ['--train', join(folder, 'nope'), '--test', file('test', asked)], /nope cannot be read: there is no such file\.$/],
  ['a folder', () => ['--train', folder, '--test', file('test', asked)], /cannot be read: it is a folder\.$/],
  ['an empty file', () => ['--train', file('train', '\n\n'), '--test', file('test', asked)], /train has no sentences in it\.$/],
  [
    'bad lines',
    () => ['--train', file('train', learnt), '--test', file('test', '{"text":"hi","intent":"hours"}\n{"text":\n{"intent":"a"}')],
    /test, line 2: is not JSON[^\n]*\n[^\n]*test, line 3: "text" is missing\.$/,
  ],
  ['an unknown flag', () => ['--train', 'a', '--test', 'b', '--fast'], /^There is no option --fast\.\n\nUsage/],
  ['a flag without a file', () => ['--train', '--test'], /^--train needs a value\.\n\nUsage/],
  ['no test file', () => ['--train', 'a'], /^--test FILE is missing\.\n\nUsage/],
  ['a word too many', () => ['--train', 'a', '--test', 'b', 'c'], /^"c" is not an option\.\n\nUsage/],
  [
    'an intent that was not learnt',
    () => [
      '--train',
      file('train', learnt),
      '--test',
      file('test', [...asked, ['buy it', 'order'], ['sell it', 'offer'], ['buy two', 'order']]),
    ],
    /test has 3 sentences of intents that .*train has no example of: "order" \(line 3\), "offer" \(line 4\)\.$/,
  ],
  [
    'one intent only',
    () => ['--train', file('train', learnt.slice(0, 3)), '--test', file('test', asked)],
    /train needs sentences of at least two intents beside "oos"\.$/,
  ],
  [
    'predictions to nowhere',
    () => ['--train', file('train', learnt), '--test', file('test', asked), '--predictions', join(folder, 'no', 'where')],
    /cannot be written: there is no such file/,
  ],
])('%s: a plain sentence, and 2', (_name, flags, sentence) => {
  expect(intents(['evaluate', ...flags()])).toBe(2);
  expect(refused.trim()).toMatch(sentence);
  expect(refused).not.toMatch(/\n\s+at /);
});

it('another word than evaluate is refused with the usage; no word shows it', () => {
  expect(intents(['train'])).toBe(2);
  expect(refused).toMatch(/^There is no "intents train"/);
  expect(intents([])).toBe(2);
  expect(printed).toContain('Usage:');
});
