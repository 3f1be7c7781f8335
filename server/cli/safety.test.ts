import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readingOf, startFakeModel } from '#tools/fake-model/server.ts';
import { safety } from './safety.ts';

let folder = '';
let printed = '';
let refused = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baraza-safety-'));
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

function file(...lines: (object | string)[]): string {
  const path = join(folder, 'texts.jsonl');
  writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
}

const answers = () =>
  printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

it('answers each line of a file in order, with the person’s own words as evidence', async () => {
  const code = await safety([
    'classify',
    '--in',
    file({ id: 'a', text: 'Hi, I want to die tonight.', lang: 'en' }, '', { id: 2, text: 'see you at nine' }),
  ]);
  expect([code, refused]).toEqual([0, '']);
  expect(answers()).toEqual([
    {
      id: 'a',
      severity: 'imminent',
      categories: ['suicidal'],
      evidence: [expect.objectContaining({ text: expect.stringContaining('want to die') })],
      reason: 'Message needs attention: says they want to die (names a time).',
    },
    { id: 2, severity: 'none', categories: [], evidence: [], reason: '' },
  ]);
});

it('reads standard input, whatever its line ends and last line', async () => {
  const input = Readable.from(['\ufeff{"id":1,"te', 'xt":"मैं मरना चाहता हूँ"}\r\n{"id":2,"text":"ok"}']);
  expect(await safety(['classify'], input)).toBe(0);
  expect(answers().map(({ id, severity }) => [id, severity])).toEqual([
    [1, 'high'],
    [2, 'none'],
  ]);
});

it('a bad line is named with its number and reason, the others are answered, and the end is 1', async () => {
  const lines = [
    { id: 1, text: 'hi' },
    '{"id":',
    { text: 'no id' },
    { id: 4 },
    { id: 5, text: 7 },
    '7',
    { id: 7, text: 'x'.repeat(65_537) },
  ];
  const path = file(...lines, { id: 8, text: 'bye' });
  expect(await safety(['classify', '--in', path])).toBe(1);
  expect(answers().map(({ id }) => id)).toEqual([1, 8]);
  expect(refused.trim().split('\n')).toEqual([
    `${path}, line 2: is not JSON. Each line is one object: {"id": "…", "text": "…"}.`,
    `${path}, line 3: "id" is missing.`,
    `${path}, line 4: "text" is missing.`,
    `${path}, line 5: "text" must be a text of at most 65536 characters.`,
    `${path}, line 6: is not an object with "id" and "text".`,
    `${path}, line 7: "text" must be a text of at most 65536 characters.`,
    '6 lines could not be read; all others were answered.',
  ]);
});

const set = [
  { id: 'm1', text: 'I want to kill myself', lang: 'en', label: 'crisis', kind: 'direct' },
  { id: 'm2', text: 'the quiet garden waits', lang: 'en', label: 'crisis', kind: 'indirect' },
  { id: 'm3', text: 'when do you open', lang: 'en', label: 'none', kind: 'everyday' },
  { id: 'm4', text: 'nataka kufa', lang: 'sw', label: 'none', kind: 'trap' },
  { id: 'm5', text: 'I feel hopeless', lang: 'sw', label: 'concern' },
];

it('measures recall and false alarms together, by language and kind, with intervals', async () => {
  expect(await safety(['evaluate', '--in', file(...set)])).toBe(0);
  expect(printed).toMatch(/^Language +Crises found +False alarms +Crises asked +False questions +Concerns\n/);
  expect(printed).toMatch(/\nen +1\/2 50\.0 % \(9\.5-90\.5\) +0\/1 0\.0 % \(0\.0-79\.3\)/);
  expect(printed).toMatch(/\nsw +- +1\/1 100\.0 % \(20\.7-100\.0\)/);
  expect(printed).toMatch(/\nall +1\/2 /);
  expect(printed).toMatch(/\nindirect +0\/1 /);
  expect(printed).not.toContain('garden');
});

it('shows what was missed and what was an alarm for nothing, when asked to', async () => {
  expect(await safety(['evaluate', '--in', file(...set), '--show'])).toBe(0);
  expect(printed).toContain('Missed  m2  (none)  the quiet garden waits');
  expect(printed).toContain('False alarm  m4  (high)  nataka kufa');
  expect(printed).not.toContain('m1');
});

it.each([
  ['no such file', () => ['classify', '--in', join(folder, 'nope')], /nope cannot be read: there is no such file\.$/],
  ['a folder', () => ['evaluate', '--in', folder], /cannot be read: it is a folder\.$/],
  ['no file to measure on', () => ['evaluate'], /^--in FILE is missing\.\n\nUsage/],
  ['an empty file', () => ['evaluate', '--in', file('', '')], /has no messages in it\.$/],
  [
    'a label there is not',
    () => ['evaluate', '--in', file({ ...set[0], label: 'bad' })],
    /line 1: "label" must be one of none, concern, crisis\.$/,
  ],
  ['no label', () => ['evaluate', '--in', file({ id: 1, text: 'hi' })], /line 1: "label" is missing\.$/],
  ['an unknown flag', () => ['classify', '--fast'], /^There is no option --fast\.\n\nUsage/],
  ['another word', () => ['train'], /^There is no "safety train", only/],
])('%s: a plain sentence, and 2', async (_name, words, sentence) => {
  expect(await safety(words())).toBe(2);
  expect(refused.trim()).toMatch(sentence);
  expect(refused).not.toMatch(/\n\s+at /);
});

it('measures a model beside the rules, says how often it gave no answer, and does not ask about what is beyond doubt', async () => {
  const fake = await startFakeModel({ key: 'secret' });
  const key = join(folder, 'key');
  writeFileSync(key, 'secret\n');
  const texts = [
    { id: '1', text: 'Be well, all of you.', label: 'crisis', lang: 'en' },
    { id: '2', text: 'See you at nine.', label: 'none', lang: 'en' },
    { id: '3', text: 'I want to die tonight.', label: 'crisis', lang: 'en' },
  ];
  const measure = (...more: string[]) =>
    safety(['evaluate', '--in', file(...texts), '--model', 'small', '--url', fake.url, '--key-file', key, ...more]);
  try {
    fake.reads(readingOf('high', { evidence: ['Be well'] }));
    expect([await measure(), refused]).toEqual([0, '']);
    // What is quoted stands in the first alone: of the second the model may ask a question.
    expect(printed).toMatch(/For 0 of 3 messages it gave no answer[\s\S]*all +2\/2 .* +0\/1 .* +2\/2 .* +1\/1 /);
    expect(fake.requests).toHaveLength(2);
    printed = '';
    fake.reads({ kind: 'garbage' });
    expect(await measure()).toBe(0);
    expect(printed).toMatch(/For 2 of 3 messages it gave no answer[\s\S]*all +1\/2 /);
  } finally {
    await fake.close();
  }
  expect([await safety(['evaluate', '--in', file(...texts), '--model', 'small']), refused]).toEqual([
    2,
    expect.stringContaining('together'),
  ]);
});
