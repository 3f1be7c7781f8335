import { readdirSync, readFileSync } from 'node:fs';
import { writeGaps } from '#safety/classifier/gaps.ts';
import { addToken, hashToken, opens, type StoredLexicon } from '#safety/lexicon/stored.ts';
import { readWords } from '#safety/words/words.ts';

const folder = new URL('../../server/safety/lexicon/forms/', import.meta.url);

/** Here spelling is free: a form is known by how it sounds. */
const spokenFreely = 'hindustani-latn';

/** What the lists of forms say: `CONCEPT<tab>form; form*`, a file a language. */
export function makeLexicon(): StoredLexicon {
  const files = readdirSync(folder).sort();
  if (files.length > 8) throw new Error('A form has one bit for each language, and eight bits.');
  const lines = files.flatMap((file, language) => readForms(file).map((line) => ({ ...line, language })));
  const names = [...new Set(lines.map(({ concept }) => concept))].sort();
  // By hash and concept, the languages.
  const said = new Map<number, Map<number, number>>();
  const say = (hash: number, concept: number, language: number) => {
    const concepts = said.get(hash) ?? new Map<number, number>();
    concepts.set(concept, (concepts.get(concept) ?? 0) | (1 << language));
    said.set(hash, concepts);
  };
  for (const { concept, tokens, language } of lines) {
    let hash = tokens[0] as number;
    for (const token of tokens.slice(1)) {
      say(hash, opens, language);
      hash = addToken(hash, token);
    }
    say(hash, names.indexOf(concept), language);
  }
  const entries = [...said]
    .sort(([one], [other]) => one - other)
    .flatMap(([hash, ways]) => [...ways].map((way) => [hash, ...way] as const));
  const base64 = (bytes: ArrayBufferView) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return {
    names,
    hashes: writeGaps(Uint32Array.from(entries, ([hash]) => hash)),
    concepts: base64(Uint16Array.from(entries, ([, concept]) => concept)),
    languages: base64(Uint8Array.from(entries, ([, , languages]) => languages)),
  };
}

function readForms(file: string): { readonly concept: string; readonly tokens: readonly number[] }[] {
  const lines = readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n');
  const kind = file.startsWith(spokenFreely) ? 'roman' : 'exact';
  return lines.flatMap((line, at) => {
    const [concept = '', forms] = line.split('\t');
    if (!/^[A-Z_]+$/.test(concept) || forms === undefined) throw new Error(`${file}, line ${at + 1}: wants CONCEPT, a tab, and forms.`);
    return forms.split('; ').flatMap((written) => {
      const isPrefix = written.endsWith('*');
      const words = readWords(isPrefix ? written.slice(0, -1) : written).map(({ form }) => form);
      if (words.length > 4 || (isPrefix && words.length > 1)) throw new Error(`${file}, line ${at + 1}: "${written}" is too long.`);
      if (words.length === 0) return [];
      const tokens = isPrefix ? [hashToken('prefix', words[0] as string)] : words.map((word) => hashToken(kindOf(word, kind), word));
      return [{ concept, tokens }];
    });
  });
}

/** Sounds are compared of Latin letters only. */
const kindOf = (word: string, kind: 'roman' | 'exact') => (/^[a-z]/.test(word) ? kind : 'exact');
