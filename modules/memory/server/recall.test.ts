import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extract } from './extract.ts';
import { recallFrom } from './recall.ts';
import { measureRecall, openedOf, type RecallCases } from './testdata/measure-recall.ts';

const cases = JSON.parse(readFileSync(new URL('./testdata/recall.json', import.meta.url), 'utf8')) as RecallCases;
const at = new Date('2026-11-20T12:00:00Z');

describe('the right memory', () => {
  it('comes back among five, of all that are remembered in nine languages', () => {
    const figures = measureRecall(cases, at);
    expect(figures.cases).toBe(90);
    // What docs/care/memory.md says.
    expect(figures.found / figures.cases, JSON.stringify(figures.missed)).toBeGreaterThanOrEqual(0.9);
  });

  it('is none where nothing was said about it', () => {
    const opened = openedOf(
      Object.values(cases).flatMap((pairs) => pairs.map(([memory]) => memory)),
      at,
    );
    expect(recallFrom(opened, 'ok', { limit: 5, at })).toEqual([]);
    expect(recallFrom(opened, '👍', { limit: 5, at })).toEqual([]);
  });

  it('that may hurt is brought up only where they speak of it, and never while the gate watches', () => {
    const opened = openedOf(['my brother died in an accident last year', 'my brother is a teacher in town'], at);
    const [died] = opened.blocks[0]?.block.memories ?? [];
    expect(died?.sensitive).toBe(true);
    const texts = (text: string, watching = false) => recallFrom({ ...opened, watching }, text, { limit: 5, at }).map((one) => one.text);
    expect(texts('I saw a teacher in town')).toEqual(['my brother is a teacher in town']);
    expect(texts('it is a year since my brother died in that accident')[0]).toBe('my brother died in an accident last year');
    expect(texts('it is a year since my brother died in that accident', true)).not.toContain('my brother died in an accident last year');
  });

  it('that is young and important comes before one that is old', () => {
    const year = 365 * 86_400_000;
    const [old, young] = [new Date(at.getTime() - year), at].map((when) => openedOf(['I am scared of the dentist in the village'], when));
    const score = (opened: ReturnType<typeof openedOf>) =>
      recallFrom(opened, 'the dentist in the village', { limit: 1, at })[0]?.score ?? 0;
    expect(score(young as ReturnType<typeof openedOf>)).toBeGreaterThan(score(old as ReturnType<typeof openedOf>));
  });
});

describe('what is remembered of a message', () => {
  const of = (text: string, language: string | null = 'en') => extract(text, language).map(({ kind, text: said }) => [kind, said]);

  it.each([
    ['I work nights. What time is it?', 'en', [['fact', 'I work nights']]],
    ['my sister Amina came over', 'en', [['fact', 'my sister Amina came over']]],
    ['Remember that I am allergic to nuts!', 'en', [['fact', 'I am allergic to nuts']]],
    ['My boss shouted at me today and I am so angry', 'en', [['episode', 'My boss shouted at me today and I am so angry']]],
    ['yaad rakhna ke mujhe chai pasand hai', 'ur-Latn', [['fact', 'mujhe chai pasand hai']]],
    ["n'oublie pas que j'ai un chat", 'fr', [['fact', "j'ai un chat"]]],
    ['dada yangu Amina ni mgonjwa', 'sw', [['fact', 'dada yangu Amina ni mgonjwa']]],
    // Questions, what somebody else said, numbers and addresses, and nothing at all.
    ['do I work nights?', 'en', []],
    ['he said "I work nights"', 'en', []],
    ['I work with Tom, call him on 0712 345 678', 'en', []],
    ['I live at https://example.org', 'en', []],
    ['ok thanks', 'en', []],
    ['😀'.repeat(300), 'en', []],
  ])('%j', (text, language, expected) => {
    expect(of(text, language)).toEqual(expected);
  });

  it('is at most five things, of a letter too', () => {
    expect(extract('I live in Nairobi. '.repeat(10_000), 'en')).toHaveLength(1);
    expect(
      extract(Array.from({ length: 50 }, (_, n) => `I live in town number ${n % 10}${'abcdefghij'[n % 10]}. `).join(''), 'en').length,
    ).toBeLessThanOrEqual(5);
  });
});
