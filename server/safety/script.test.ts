import { describe, expect, it } from 'vitest';
import { checkCatalogues, createSay, languages } from '#platform/i18n.ts';
import { isolated, lineText, validLines } from './lines/lines.ts';
import registry from './lines/registry.json' with { type: 'json' };
import { safetySentences } from './locales/index.ts';
import { composeScript, type ScriptGiven, statedAge, topicOf } from './script.ts';

const say = createSay([safetySentences]);
const lines = ['One', 'Two', 'Three'].map((name) => ({ text: lineText({ name, number: '0700', hours: null }), young: false }));
const given: ScriptGiven = {
  topic: 'self',
  severity: 'high',
  care: { emergency: '999', lines, told: false, minimumAge: 18 },
  organization: 'Nuru Clinic',
  age: null,
};
const script = (change: Partial<ScriptGiven> = {}, language = 'en') =>
  composeScript((key, values) => say(key, [language], values), { ...given, ...change });

it('what a person says does not say that a program speaks', () => {
  for (const severity of ['high', 'imminent'] as const) {
    const whole = script({ severity });
    const own = script({ severity, byPerson: true });
    expect(whole).toContain('automatic');
    expect(own).not.toContain('automatic');
    expect(whole.startsWith(own)).toBe(true);
  }
});

describe('the sentences of the gate', () => {
  it('exist in all nine languages with the same gaps, and say whether anybody reviewed them', () => {
    expect(checkCatalogues([safetySentences])).toEqual([]);
    for (const language of languages) expect(safetySentences[language]).toHaveProperty('_review');
  });

  it('hold no number: a wrong one in a sentence would stay there for years', () => {
    for (const language of languages) {
      for (const [key, sentence] of Object.entries(safetySentences[language])) {
        if (!key.startsWith('_')) expect(sentence, `${language} ${key}`).not.toMatch(/\p{N}/u);
      }
    }
  });

  it('never claim to be a person, promise secrecy, or say that somebody was told who was not', () => {
    for (const [key, sentence] of Object.entries(safetySentences.en)) {
      expect(sentence).not.toMatch(/\bi am (a )?(human|person|therapist)\b|secret|you(’|')re fine|commit suicide/i);
      if (!key.startsWith('safety.told')) expect(sentence, key).not.toMatch(/has been told/);
    }
  });
});

describe.each([...languages])('in %s', (language) => {
  it.each(['self', 'medical', 'someone', 'other'] as const)(
    'the script for %s names the emergency number and fits one message',
    (topic) => {
      for (const severity of ['high', 'imminent'] as const) {
        const text = script({ topic, severity }, language);
        expect(text).toContain(isolated('999'));
        expect(text).toContain('Nuru Clinic');
        expect(text).not.toContain('{');
        expect(text.length).toBeLessThan(1_500);
      }
    },
  );
});

it('shows at most two lines, and a person’s country’s emergency number in words when nobody knows it', () => {
  expect(script()).toContain('One: ');
  expect(script()).not.toContain('Three');
  expect(script({ care: { ...given.care, lines: [], emergency: null } })).toContain('the emergency number of your country');
});

it('shows lines for young people first to who says they are young, and to nobody else', () => {
  const care = { ...given.care, lines: [...lines, { text: 'Childline: 116', young: true }] };
  expect(script({ care })).not.toContain('Childline');
  expect(script({ care, age: 15 })).toMatch(/young people especially:\nChildline/);
  expect(script({ care, age: 15 })).not.toContain('One');
  expect(script({ care, age: 18 })).not.toContain('Childline');
});

it('says that somebody was told only when somebody was', () => {
  expect(script()).not.toContain('has been told');
  expect(script({ care: { ...given.care, told: true } })).toContain('Somebody at Nuru Clinic has been told');
});

it.each([
  [['suicidal', 'abuse'], 'self'],
  [['acute_medical'], 'medical'],
  [['someone_else'], 'someone'],
  [['someone_else', 'abuse'], 'other'],
  [[], 'other'],
])('%j is answered as %s', (categories, topic) => {
  expect(topicOf(categories)).toBe(topic);
});

it.each([
  ['I am 15 and I want to die', 15],
  ["i'm 16", 16],
  ['tengo 14 años', 14],
  ['j’ai 13 ans', 13],
  ['main 15 saal ka hoon', 15],
  ['nina miaka 16', 16],
  ['I am 5 km away', null],
  ['call 0712345678', null],
  ['I want to die', null],
])('%s: the age %s', (text, age) => {
  expect(statedAge(text)).toBe(age);
});

describe('the registry', () => {
  it('shows no line that nobody has tried, or not for 90 days', () => {
    for (const country of Object.keys(registry.countries)) expect(validLines(country, new Date('2026-12-01'))).toEqual([]);
    expect(validLines(null, new Date('2026-12-01'))).toEqual([]);
  });

  it('says of each line where its number was seen', () => {
    for (const { lines: all } of Object.values(registry.countries)) for (const line of all) expect(line.source).not.toBe('');
  });
});
