import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

/** All sentences of the app stand in locales/: none is missing, none is left over, none is written into a page. */

const root = join(import.meta.dirname, '../..');
const languages = ['en', 'ur', 'sw'];
/** Whole for everything that is built; a module may say here that another language is still to come, and why. */
const notYet: readonly string[] = [];

type Words = { readonly [name: string]: string | Words };

/** "frame:home.title" → its sentence, of one language. */
function sentencesOf(language: string): Map<string, string> {
  const files = [
    ...globSync(`web/locales/${language}/*.json`, { cwd: root }),
    ...globSync(`modules/*/web/locales/${language}.json`, { cwd: root }),
  ];
  const found = new Map<string, string>();
  for (const file of files) {
    const room = (/modules\/([^/]+)\//.exec(file) ?? /([^/]+)\.json$/.exec(file))?.[1];
    const collect = (words: Words, path: string): void => {
      for (const [name, value] of Object.entries(words)) {
        const key = path === '' ? name : `${path}.${name}`;
        if (typeof value === 'string') found.set(`${room}:${key}`, value);
        else collect(value, key);
      }
    };
    collect(JSON.parse(readFileSync(join(root, file), 'utf8')), '');
  }
  return found;
}

const sentences = new Map(languages.map((language) => [language, sentencesOf(language)]));
const english = sentences.get('en') as Map<string, string>;
const rooms = new Set([...english.keys()].map((key) => key.split(':')[0]));

const sources = [...globSync('web/**/*.{ts,tsx}', { cwd: root }), ...globSync('modules/*/web/**/*.{ts,tsx}', { cwd: root })]
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** Keys written out, and the beginnings of keys whose end is put in: `frame:role.${role}`. */
const written = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/['"`]([a-z][a-z-]*):([A-Za-z][\w.-]*)(\$\{)?/g)]
    .filter(([, room]) => rooms.has(room))
    .map(([, room, key, open]) => ({ path, key: `${room}:${key}`, open: open !== undefined })),
);
const isUsed = (key: string) => written.some((one) => (one.open ? key.startsWith(one.key) : one.key === key));

it('was really read', () => {
  expect(english.size).toBeGreaterThan(100);
  expect(written.length).toBeGreaterThan(100);
});

it('has every sentence that a page asks for', () => {
  const missing = written.filter(({ key, open }) => (open ? ![...english.keys()].some((one) => one.startsWith(key)) : !english.has(key)));
  expect(missing.map(({ path, key }) => `${path} asks for ${key}`)).toEqual([]);
});

it('has none that no page asks for', () => {
  expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([]);
});

describe.each(languages)('%s', (language) => {
  const own = sentences.get(language) as Map<string, string>;

  it('has the same sentences as English', () => {
    const wanted = [...english.keys()].filter((key) => !notYet.includes(`${language} ${key.split(':')[0]}`));
    expect([...own.keys()].sort()).toEqual(wanted.sort());
  });

  it('has sentences that can be filled, with the same gaps as English', () => {
    for (const [key, message] of own) {
      expect(gapsOf(message, language), key).toEqual(gapsOf(english.get(key) ?? '', 'en'));
      expect(message.trim(), key).toBe(message);
      expect(message, key).not.toBe('');
    }
  });
});

it.each(languages)('%s never calls an action by the word for leaving it undone', (language) => {
  const own = sentences.get(language) as Map<string, string>;
  const cancel = own.get('ui:cancel');
  expect([...own].filter(([key, words]) => words === cancel && key !== 'ui:cancel').map(([key]) => key)).toEqual([]);
});

type Part = { type: number; value?: string; options?: Record<string, { value: Part[] }> };

/** The names in a message: 0 are words and 7 is "#" (https://formatjs.github.io/docs/icu-messageformat-parser). */
function gapsOf(message: string, language: string): string[] {
  const names = new Set<string>();
  const collect = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (part.type !== 0 && part.type !== 7 && part.value !== undefined) names.add(part.value);
      for (const option of Object.values(part.options ?? {})) collect(option.value);
    }
  };
  collect(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst() as Part[]);
  return [...names].sort();
}

/** Attributes that people read or hear. */
const spoken = new Set([
  'label',
  'title',
  'placeholder',
  'alt',
  'aria-label',
  'aria-description',
  'description',
  'hint',
  'action',
  'submit',
]);
const isSentence = (text: string) => /\p{L}{2,}/u.test(text);
/** Names are the same in every language. */
const names = new Set(['Baraza']);

interface Node {
  readonly type: string;
  readonly [name: string]: unknown;
}

function wordsIn(path: string, text: string): string[] {
  const { program } = parseSync(path, text, { lang: 'tsx', sourceType: 'module' });
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) visit(one);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    found.push(...spokenBy(node as Node));
    for (const [name, value] of Object.entries(node)) if (name !== 'parent') visit(value);
  };
  visit(program);
  return found.map((words) => words.trim()).filter((words) => isSentence(words) && !names.has(words));
}

function spokenBy(node: Node): string[] {
  if (node.type === 'JSXText') return [String(node.value)];
  if (node.type !== 'JSXAttribute') return [];
  const { name } = node.name as { name: string };
  const value = node.value as Node | null;
  return spoken.has(String(name)) && value?.type === 'Literal' && typeof value.value === 'string' ? [value.value] : [];
}

it('finds words in a page, where there are some', () => {
  const page = `export const A = () => <p title="Hello there" className="flex gap">{1} Good morning <b aria-label={t('x:y')}>–</b></p>;`;
  expect(wordsIn('a.tsx', page)).toEqual(['Hello there', 'Good morning']);
});

it('has no page that says something by itself', () => {
  const found = sources
    .filter(({ path }) => path.endsWith('.tsx'))
    .flatMap(({ path, text }) => wordsIn(path, text).map((words) => `${path}: ${words}`));
  expect(found).toEqual([]);
});
