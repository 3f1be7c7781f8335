import { IntlMessageFormat } from 'intl-messageformat';
import { BadStart } from './errors.ts';

/** The languages everything said to a contact exists in; English is the one every other falls back to. BCP 47. */
export const languages = ['en', 'ur', 'ur-Latn', 'hi', 'hi-Latn', 'ar', 'sw', 'es', 'fr'] as const;
export type Language = (typeof languages)[number];

/** Sentences by key. Keys that begin with "_" are remarks for people ("_review") and are never said. */
export type Sentences = Readonly<Record<string, string>>;
/** One room's sentences, as its locales/ folder holds them. Keys begin with the room's or module's name. */
export type Catalogue = Readonly<Record<Language, Sentences>>;
export type Values = Readonly<Record<string, string | number>>;

/** Says a sentence in the first of the wanted languages that has it, else in English. */
export type Say = (key: string, wanted: readonly (string | null | undefined)[], values?: Values) => string;

/**
 * Joins the rooms' catalogues. Messages are ICU MessageFormat, compiled when first said and then kept: nine languages of
 * sentences are compiled in vain in an organization that speaks one.
 */
export function createSay(catalogues: readonly Catalogue[]): Say {
  const sentences = joined(catalogues);
  const compiled = new Map<string, IntlMessageFormat>();

  return function say(key, wanted, values = {}) {
    const language = chosenLanguage(wanted, (candidate) => sentences[candidate][key] !== undefined);
    const message = sentences[language][key];
    if (message === undefined) throw new Error(`There is no sentence "${key}", not even in English.`);
    const cacheKey = `${language} ${key}`;
    let format = compiled.get(cacheKey);
    if (format === undefined) {
      format = compile(message, language);
      compiled.set(cacheKey, format);
    }
    return String(format.format({ ...values }));
  };
}

/** The language of ours that is meant by a BCP 47 tag: "sw-KE" → "sw", "ur-Latn-PK" → "ur-Latn"; null when there is none. */
export function knownLanguage(tag: string): Language | null {
  return [...lookup(tag)][0] ?? null;
}

function chosenLanguage(wanted: readonly (string | null | undefined)[], has: (language: Language) => boolean): Language {
  for (const tag of wanted) {
    if (!tag) continue;
    for (const candidate of lookup(tag)) if (has(candidate)) return candidate;
  }
  return 'en';
}

/** RFC 4647 §3.4: the tag is shortened from its end until something fits. */
function* lookup(tag: string): Generator<Language> {
  const parts = tag.toLowerCase().split(/[-_]/);
  for (let length = parts.length; length > 0; length -= 1) {
    const shorter = parts.slice(0, length).join('-');
    const found = languages.find((language) => language.toLowerCase() === shorter);
    if (found) yield found;
  }
}

function compile(message: string, language: string): IntlMessageFormat {
  // Sentences are plain text: a "<" in one is a "<", not a tag.
  return new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
}

function joined(catalogues: readonly Catalogue[]): Record<Language, Record<string, string>> {
  const entries = languages.map((language) => [language, Object.assign({}, ...catalogues.map((catalogue) => catalogue[language]))]);
  return Object.fromEntries(entries) as Record<Language, Record<string, string>>;
}

/** For the start of the program: refuses catalogues with any fault and lists them all. */
export function requireCatalogues(catalogues: readonly Catalogue[]): void {
  const faults = checkCatalogues(catalogues);
  if (faults.length > 0) throw new BadStart(faults);
}

/**
 * Every fault of the catalogues as a sentence: keys a language lacks or has alone, messages that do not parse, placeholders
 * that differ from English, button titles that are too long, keys two rooms both claim.
 */
export function checkCatalogues(catalogues: readonly Catalogue[]): string[] {
  const faults = doubleKeys(catalogues);
  const sentences = joined(catalogues);
  for (const language of languages) {
    for (const key of spokenKeys(sentences.en))
      faults.push(...checkSentence(key, language, sentences[language][key], sentences.en[key] ?? ''));
    for (const key of spokenKeys(sentences[language])) {
      if (sentences.en[key] === undefined) faults.push(`locales/${language}.json: "${key}" does not exist in English.`);
    }
  }
  return faults;
}

function doubleKeys(catalogues: readonly Catalogue[]): string[] {
  const seen = new Set<string>();
  const faults: string[] = [];
  for (const catalogue of catalogues) {
    for (const key of spokenKeys(catalogue.en)) {
      if (seen.has(key)) faults.push(`Two catalogues have the sentence "${key}".`);
      seen.add(key);
    }
  }
  return faults;
}

/** WhatsApp's limit for the title of a reply button, the narrowest of our channels. */
const buttonTitleLength = 20;

function checkSentence(key: string, language: Language, message: string | undefined, english: string): string[] {
  const where = `locales/${language}.json`;
  if (message === undefined) return [`${where}: "${key}" is missing.`];
  if (message.trim() === '') return [`${where}: "${key}" is empty.`];
  const found = placeholders(message, language);
  if (found === null) return [`${where}: "${key}" is not a valid ICU message.`];
  const expected = placeholders(english, 'en') ?? new Set();
  return [
    ...[...expected].filter((name) => !found.has(name)).map((name) => `${where}: "${key}" does not use {${name}}, English does.`),
    ...[...found].filter((name) => !expected.has(name)).map((name) => `${where}: "${key}" uses {${name}}, English does not.`),
    ...(key.endsWith('_button') && message.length > buttonTitleLength
      ? [`${where}: "${key}" has ${message.length} characters; a button holds ${buttonTitleLength}.`]
      : []),
  ];
}

function spokenKeys(sentences: Sentences): string[] {
  return Object.keys(sentences).filter((key) => !key.startsWith('_'));
}

/** The names of the values a message needs; null when it does not parse. */
function placeholders(message: string, language: string): Set<string> | null {
  try {
    return new Set(compile(message, language).getAst().flatMap(namesIn));
  } catch {
    // The parser's own words say little; the caller names the sentence.
    return null;
  }
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

function namesIn(element: Element): string[] {
  const inside = 'options' in element ? Object.values(element.options).flatMap((option) => option.value.flatMap(namesIn)) : [];
  // Types 1 to 6 of the ICU parser name a value: argument, number, date, time, select, plural. 0 is text, 7 is "#".
  return element.type >= 1 && element.type <= 6 && 'value' in element ? [element.value as string, ...inside] : inside;
}
