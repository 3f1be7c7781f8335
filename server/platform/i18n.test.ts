import { describe, expect, it } from 'vitest';
import { BadStart } from './errors.ts';
import { type Catalogue, checkCatalogues, createSay, knownLanguage, languages, requireCatalogues, type Sentences } from './i18n.ts';

function catalogue(english: Sentences, others: Partial<Record<string, Sentences>> = {}): Catalogue {
  return Object.fromEntries(languages.map((language) => [language, others[language] ?? (language === 'en' ? english : {})])) as Catalogue;
}

describe('saying a sentence', () => {
  const say = createSay([
    catalogue(
      { 'a.hello': 'Hello {name}', 'a.count': '{count, plural, one {# message} other {# messages}}' },
      { sw: { 'a.hello': 'Habari {name}' }, 'ur-Latn': { 'a.hello': 'Salam {name}' } },
    ),
  ]);

  it('takes the first wanted language that has it', () => {
    expect(say('a.hello', ['sw', 'fr'], { name: 'Ana' })).toBe('Habari Ana');
    expect(say('a.hello', ['fr', 'sw'], { name: 'Ana' })).toBe('Habari Ana');
    expect(say('a.hello', [null, 'fr'], { name: 'Ana' })).toBe('Hello Ana');
  });

  it('shortens a tag from its end, and never takes another script for the same language', () => {
    expect(say('a.hello', ['sw-KE'], { name: 'Ana' })).toBe('Habari Ana');
    expect(say('a.hello', ['ur-latn-PK'], { name: 'Ana' })).toBe('Salam Ana');
    expect(knownLanguage('ur_PK')).toBe('ur');
    expect(knownLanguage('de')).toBeNull();
  });

  it('does plurals, and leaves markup in values and sentences as it is', () => {
    expect(say('a.count', ['en'], { count: 1 })).toBe('1 message');
    expect(say('a.hello', ['en'], { name: '<b>{name}</b>' })).toBe('Hello <b>{name}</b>');
  });

  it('falls back to English for a key only English has, and throws for one that does not exist', () => {
    expect(say('a.count', ['sw'], { count: 2 })).toBe('2 messages');
    expect(() => say('a.nothing', ['sw'])).toThrow('a.nothing');
  });
});

describe('checking catalogues', () => {
  it('lists every fault at once', () => {
    const faults = checkCatalogues([
      catalogue(
        { 'a.hello': 'Hello {name}', 'a.ok_button': 'Ok', 'a.bad': '{' },
        { sw: { 'a.hello': 'Habari {jina}', 'a.ok_button': 'Sawa kabisa, endelea sasa', 'a.odd': 'x' } },
      ),
    ]);
    expect(faults).toContain('locales/fr.json: "a.hello" is missing.');
    expect(faults).toContain('locales/sw.json: "a.hello" does not use {name}, English does.');
    expect(faults).toContain('locales/sw.json: "a.hello" uses {jina}, English does not.');
    expect(faults).toContain('locales/sw.json: "a.ok_button" has 25 characters; a button holds 20.');
    expect(faults).toContain('locales/sw.json: "a.odd" does not exist in English.');
    expect(faults).toContain('locales/en.json: "a.bad" is not a valid ICU message.');
  });

  it('refuses to start on a fault', () => {
    expect(() => requireCatalogues([catalogue({ 'a.hello': 'Hello' })])).toThrow(BadStart);
  });
});
