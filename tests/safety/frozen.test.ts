import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The shape of the frozen half. No rule is run here: every run against it is a look, and looks are logged in its README. */

interface Row {
  readonly id: string;
  readonly text: string;
  readonly lang: string;
  readonly label: string;
  readonly kind: string;
  readonly about?: string;
}

const LANGUAGES = ['en', 'ur', 'ur-Latn', 'hi', 'hi-Latn', 'ar', 'sw', 'es', 'fr'];
const ABOUT = ['suicidal', 'self-harm', 'others', 'violence', 'medical', 'psychosis', 'eating'];
const RISK = ['direct', 'indirect', 'third-person', 'past'];
const TRAPS = ['trap-idiom', 'trap-topic', 'trap-negation', 'trap-quotation'];

function readHalf(half: string, language: string): Row[] {
  const lines = readFileSync(join(import.meta.dirname, half, `${language}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line));
}

/** Letters and digits only, so that a full stop does not make a text another one. */
const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id);

describe.each(LANGUAGES)('the frozen half in %s', (language) => {
  const rows = readHalf('frozen', language);
  const risk = rows.filter(({ label }) => label === 'crisis' || label === 'concern');
  const benign = rows.filter(({ label }) => label === 'none');

  it('has enough of each: 30 of risk, 25 of every day, 20 traps', () => {
    expect(risk.length).toBeGreaterThanOrEqual(30);
    expect(benign.filter(({ kind }) => kind === 'everyday').length).toBeGreaterThanOrEqual(25);
    expect(benign.filter(({ kind }) => TRAPS.includes(kind)).length).toBeGreaterThanOrEqual(20);
  });

  it('labels every message in the words of its README', () => {
    expect(risk.length + benign.length).toBe(rows.length);
    expect(idsOf(risk.filter(({ kind, about }) => !RISK.includes(kind) || !ABOUT.includes(about ?? '')))).toEqual([]);
    expect(idsOf(benign.filter(({ kind, about }) => !['everyday', ...TRAPS].includes(kind) || about))).toEqual([]);
  });

  it('names every message once and in its language', () => {
    expect(new Set(idsOf(rows)).size).toBe(rows.length);
    expect(new Set(rows.map(({ text }) => bare(text))).size).toBe(rows.length);
    expect(idsOf(rows.filter(({ id, lang }) => lang !== language || !id.startsWith(`${language}-f-`)))).toEqual([]);
  });

  it('says nothing that the development half says', () => {
    const seen = new Set(readHalf('development', language).map(({ text }) => bare(text)));
    expect(idsOf(rows.filter(({ text }) => seen.has(bare(text))))).toEqual([]);
  });
});
