import { describe, expect, it } from 'vitest';
import { countReadings, readLabelledLine, readText } from '#safety/index.ts';
import { readDevelopment } from '#tools/safety/development.ts';

/** The texts the rules are made on: figures here say that nothing got worse, not how good the rules are (docs/safety/evaluation.md). */

const messages = readDevelopment();
const languages = ['en', 'ur', 'ur-Latn', 'hi', 'hi-Latn', 'ar', 'sw', 'es', 'fr'];

describe('the development half', () => {
  it('has ids of its own and fields that can be read', () => {
    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    for (const message of messages) expect(readLabelledLine(JSON.stringify(message))).toMatchObject({ id: message.id });
  });

  it.each(languages)('%s: at least 30 of risk, 45 of none, 20 of them traps', (lang) => {
    const own = messages.filter((message) => message.lang === lang);
    expect(own.filter(({ label }) => label !== 'none').length).toBeGreaterThanOrEqual(30);
    expect(own.filter(({ label }) => label === 'none').length).toBeGreaterThanOrEqual(45);
    expect(own.filter(({ kind }) => kind === 'trap').length).toBeGreaterThanOrEqual(20);
  });

  it('is read as well as before in every language: of the texts the rules were made on nearly all crises, of the others what was learnt', () => {
    // Of what was learnt every fourth says as much, and takes a fourth of the time.
    const some = messages.filter(({ author }, n) => author === '' || n % 4 === 0);
    const judged = some.map((message) => ({ ...message, reading: readText(message.text) }));
    const ofRules = countReadings(judged.filter(({ author }) => author === ''));
    expect(ofRules.languages.map(({ name }) => name)).toEqual([...languages].sort());
    for (const { name, found, falseAlarms, falseQuestions } of ofRules.languages) {
      expect(found.some / found.all, `crises found, ${name}`).toBeGreaterThanOrEqual(0.9);
      expect(falseAlarms.some, `false alarms, ${name}`).toBeLessThanOrEqual(1);
      expect(falseQuestions.some, `false questions, ${name}`).toBeLessThanOrEqual(2);
    }
    const ofAll = countReadings(judged).all;
    expect(ofAll.found.some / ofAll.found.all).toBeGreaterThanOrEqual(0.7);
    expect(ofAll.falseAlarms.some / ofAll.falseAlarms.all).toBeLessThanOrEqual(0.03);
  });
});
