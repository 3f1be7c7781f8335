import { describe, expect, it } from 'vitest';
import { ruleFiles } from '../rules.ts';
import { makeBook } from './book.ts';
import { readPattern } from './pattern.ts';
import { readRuleFile } from './schema.ts';
import { readSpelling } from './spelling.ts';

const rule = { id: 'test', says: 'says so', category: 'suicidal', severity: 'high', patterns: ['WANT .. DIE'] };
const file = { language: 'xx', grammar: 'xx', review: 'not yet reviewed', words: { WANT: ['want'], DIE: ['die'] }, rules: [rule] };
const made = (changes: object) => () => makeBook([readRuleFile({ ...file, ...changes })]);

describe('rule files', () => {
  it('say whether a native clinician has reviewed them; none has yet', () => {
    expect(ruleFiles().map(({ review }) => review)).toEqual(ruleFiles().map(() => 'not yet reviewed'));
  });

  it('every language of the gate has words, and rules of its own or its grammar’s', () => {
    const languages = new Map(ruleFiles().map((one) => [one.language, one]));
    for (const language of ['en', 'ur', 'ur-Latn', 'hi', 'hi-Latn', 'ar', 'sw', 'es', 'fr']) {
      const { words, grammar } = languages.get(language) ?? expect.fail(`no rules for ${language}`);
      expect(Object.keys(words).length).toBeGreaterThan(30);
      expect(
        ruleFiles()
          .filter((one) => one.grammar === grammar)
          .flatMap(({ rules }) => rules).length,
      ).toBeGreaterThan(25);
    }
  });

  it('have one id for one rule', () => {
    const ids = ruleFiles().flatMap(({ language, rules }) => rules.map(({ id }) => `${language}.${id}`));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['a list nobody wrote', { rules: [{ ...rule, patterns: ['WANT PEACE'] }] }, /xx: the pattern "WANT PEACE" names PEACE/],
    ['a category there is not', { rules: [{ ...rule, category: 'sad' }] }, /category/],
    ['a field there is not', { rules: [{ ...rule, weight: 3 }] }, /weight/],
    ['a pattern that may begin with nothing', { rules: [{ ...rule, patterns: ['WANT? DIE'] }] }, /must begin with something/],
    ['a bracket that stays open', { words: { ...file.words, DIE: ['d(ie'] } }, /never closes/],
    ['a bracket that was not opened', { words: { ...file.words, DIE: ['d)ie'] } }, /never opened/],
    ['a word of nothing', { words: { ...file.words, DIE: ['+'] } }, /0 spellings/],
  ])('%s is refused with a sentence', (_name, changes, sentence) => {
    expect(made(changes)).toThrow(sentence);
  });
});

describe('spelling', () => {
  it('expands what may be missing and what may be chosen', () => {
    expect(readSpelling('m(a)rn[a/i]').forms).toEqual(['marna', 'marni', 'mrna', 'mrni']);
  });

  it('folds as messages are folded', () => {
    expect(readSpelling('چاہتا').forms).toEqual(['چاهتا']);
  });
});

describe('patterns', () => {
  it('have places, choices, gaps, and places that may be empty', () => {
    expect(readPattern('WANT/wish .. to? [d/D]ie')).toEqual([
      { anyOf: ['WANT', 'wish'], optional: false, gap: 0 },
      { anyOf: ['to'], optional: true, gap: 2 },
      { anyOf: ['[d/D]ie'], optional: false, gap: 0 },
    ]);
  });
});
