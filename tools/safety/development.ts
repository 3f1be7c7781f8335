import { readdirSync, readFileSync } from 'node:fs';

/** A message of the development half, with what its writer says it is. */
export interface DevelopmentMessage {
  readonly id: string;
  readonly text: string;
  readonly lang: string;
  readonly label: 'none' | 'concern' | 'crisis';
  readonly kind: string;
  /** Of danger: what it is about; several joined with "+". The first half does not say. */
  readonly about?: string;
  /** Whose ideas of how people say it: "" for the first half, else the letter in the file's name. */
  readonly author: string;
}

const folder = new URL('../../tests/safety/development/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8').trim().split('\n');

/** "en.a.jsonl": language, author. */
const nameOf = (file: string) => {
  const [lang = '', author = ''] = file.replace(/\.(jsonl|txt)$/, '').split('.');
  return { lang, author };
};
const files = (ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort();

/** Whole messages, file by file in the order of their names. */
export const readDevelopment = (): DevelopmentMessage[] =>
  files('.jsonl').flatMap((file) => read(file).map((line) => ({ ...JSON.parse(line), author: nameOf(file).author })));

/** What the letters at the beginning of a line of a bank say. */
const bankLabels: Readonly<Record<string, Pick<DevelopmentMessage, 'label' | 'kind'>>> = {
  C: { label: 'crisis', kind: 'direct' },
  T: { label: 'crisis', kind: 'third-person' },
  Q: { label: 'concern', kind: 'direct' },
  N: { label: 'none', kind: 'everyday' },
  X: { label: 'none', kind: 'trap' },
};

/** What the numbered themes of a bank are about; the others are of no danger, or not of one kind. */
const bankThemes: readonly [from: number, to: number, about: string][] = [
  [1, 8, 'suicidal'],
  [9, 9, 'self-harm'],
  [10, 10, 'psychosis'],
  [11, 13, 'violence'],
  [14, 16, 'medical'],
  [17, 17, 'others'],
  [18, 18, 'eating'],
  [21, 21, 'violence'],
  [22, 22, 'medical'],
  [23, 25, 'suicidal'],
  [26, 26, 'violence'],
  [29, 29, 'eating'],
];
const aboutTheme = (theme: number) => bankThemes.find(([from, to]) => theme >= from && theme <= to)?.[2];

/** Banks of sentences, as they stand in messages, under the numbers of their themes: only to learn from. */
export const readBanks = (): DevelopmentMessage[] =>
  files('.txt').flatMap((file) => {
    const { lang, author } = nameOf(file);
    let theme = 0;
    return read(file).flatMap((line, at) => {
      if (line.startsWith('# ')) theme = Number(line.slice(2));
      if (line.startsWith('# ')) return [];
      const about = aboutTheme(theme);
      const labels = bankLabels[line[0] ?? ''];
      if (!labels || line[1] !== '\t') throw new Error(`${file}, line ${at + 1}: begins with C, T, Q, N or X and a tab.`);
      return { id: `${lang}-${author}-${at + 1}`, text: line.slice(2), lang, author, ...labels, ...(about ? { about } : {}) };
    });
  });
