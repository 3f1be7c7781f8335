import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages } from '#platform/i18n.ts';
import { measureMoods, readMoodCases } from './measure.ts';
import { readMood } from './read-mood.ts';

describe.each(languages)('moods in %s', (language) => {
  const file = readFileSync(new URL(`./testdata/${language}.txt`, import.meta.url), 'utf8');
  const { made, kept } = readMoodCases(file);

  it('are read as people read them', () => {
    const [figures, apart] = [measureMoods(made, language), measureMoods(kept, language)];
    expect(figures.cases + apart.cases).toBeGreaterThanOrEqual(60);
    // What docs/care/mood.md says. A change of the words that reads worse must say so there.
    expect(figures.right / figures.cases, JSON.stringify(figures.wrong)).toBeGreaterThanOrEqual(0.95);
    expect(apart.rightSign / apart.cases).toBeGreaterThanOrEqual(0.9);
    expect(figures.topics.found / figures.topics.named).toBeGreaterThanOrEqual(0.95);
  });
});

describe('a mood', () => {
  it.each([
    ['I am not happy', 'en', 'sad'],
    ['not bad', 'en', 'happy'],
    ['My sister is sad today', 'en', 'neutral'],
    ['she said "I am so sad"', 'en', 'neutral'],
    ['It was fun but now I am so lonely', 'en', 'lonely'],
    ['aaj main bohot khushhh nahi hoon', 'ur-Latn', 'sad'],
    // Nobody knows the language, or the person writes another one than usual.
    ['estoy muy triste', null, 'sad'],
    ['bohat ghussa aa raha hai', 'en', 'angry'],
    ['😭', null, 'sad'],
    ['', 'en', 'neutral'],
    ['7', 'en', 'neutral'],
  ])('of %j in %s is %s', (text, language, label) => {
    expect(readMood(text, language).label).toBe(label);
  });

  it('is stronger for "so" and weaker for "a bit"', () => {
    const of = (text: string) => readMood(text, 'en').intensity;
    expect(of('I am so sad')).toBeGreaterThan(of('I am sad'));
    expect(of('I am a bit sad')).toBeLessThan(of('I am sad'));
  });

  it('of 300 pictures is that of a few, and of a very long letter that of its beginning', () => {
    const pictures = readMood('😀'.repeat(300), 'en');
    expect(pictures).toMatchObject({ label: 'happy', about: [] });
    expect(pictures.intensity).toBeLessThanOrEqual(0.8);
    expect(readMood(`I am so sad. ${'word '.repeat(20_000)}`, 'en').label).toBe('sad');
    expect(readMood('\ud800 sad', 'en').label).toBe('sad');
  });
});
