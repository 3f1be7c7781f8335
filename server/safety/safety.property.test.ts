import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDevelopment } from '#tools/safety/development.ts';
import { readText, severities } from './index.ts';

const messages = readDevelopment();
const texts = messages.map(({ text }) => text);
/** The texts the rules were made on: in every piece of them stands about as much that means something to the rules. */
const dense = messages.filter(({ author }) => author === '').map(({ text }) => text);
const benign = messages.filter(({ kind }) => kind === 'everyday').map(({ text }) => text);
const hard = texts.filter((text) => readText(text).hard);
const level = (text: string) => severities.indexOf(readText(text).severity);

/** Words that mean something to the rules, in an order that means nothing, between strange characters. */
const words = texts.flatMap((text) => text.split(' '));
const word = fc.nat({ max: words.length - 1 }).map((at) => words[at] as string);
const soup = fc.array(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 40 }).map((some) => some.join(' '));

describe('reading a text', () => {
  it('never throws, and quotes the person’s own words where they stand', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const { evidence, severity, reason } = readText(text);
        for (const one of evidence) {
          expect(text.slice(one.start, one.end)).toBe(one.text);
          expect(one.text).not.toBe('');
        }
        expect(evidence.length === 0).toBe(severity === 'none');
        expect(reason === '').toBe(severity === 'none');
      }),
      { numRuns: 500 },
    );
  });

  it('says the same of the same text', () => {
    for (const text of texts.slice(0, 50)) expect(readText(text)).toEqual(readText(text));
  });

  it('friendly words before and after never lower what a hard rule found', () => {
    expect(hard.length).toBeGreaterThan(100);
    const around = fc.array(fc.constantFrom(...benign), { maxLength: 4 });
    const separator = fc.constantFrom('\n', '. ', '\n\n', '! ');
    fc.assert(
      fc.property(fc.constantFrom(...hard), around, around, separator, (text, before, after, between) => {
        expect(level([...before, text, ...after].join(between))).toBeGreaterThanOrEqual(level(text));
      }),
      // Always the same: what it finds shall not depend on the day. All pairs were tried once by hand.
      { numRuns: 1_000, seed: 1 },
    );
  });

  it.each([
    ['one word again and again', (count: number) => 'die '.repeat(count)],
    ['beginnings of a pattern without an end', (count: number) => 'i want to '.repeat(count)],
    ['not, not, not', (count: number) => 'not never no nahi '.repeat(count)],
    ['letters apart', (count: number) => 'k i l l '.repeat(count)],
    ['one long word', (count: number) => 'killmyself'.repeat(count)],
    ['quotation marks', (count: number) => '"'.repeat(count)],
    ['marks on a letter', (count: number) => `a${'\u0301'.repeat(count)}`],
    ['names and wishes', (count: number) => 'my sister he says i want to die lol '.repeat(count)],
    ['everything at once', (count: number) => dense.join(' ').slice(0, count * 10)],
  ])('costs twice as much for twice as much: %s', (_name, make) => {
    const stepsOf = (count: number) => {
      const meter = { steps: 0 };
      readText(make(count), meter);
      return meter.steps;
    };
    expect(stepsOf(2_000)).toBeLessThan(2.5 * stepsOf(1_000) + 1_000);
    expect(stepsOf(4_000)).toBeLessThan(2.5 * stepsOf(2_000) + 1_000);
  });

  it('reads a letter of 65,000 characters to its end', () => {
    expect(level(`${'All is well here and the garden is green. '.repeat(1_550)}I want to kill myself`)).toBeGreaterThanOrEqual(3);
  });
});
