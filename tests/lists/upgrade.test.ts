import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '#tests/kit/database.ts';
import { describeSchema, type Schema, type TableInSchema } from '#tools/generate/describe-schema.ts';

/**
 * Expand first, contract a release later: while an installation is upgraded, processes of the last release work on the schema of this one. So what they rely on stays, and
 * nothing is asked of them that they do not know. What they rely on was written down at their release (`npm run release`).
 */
const last = JSON.parse(readFileSync(new URL('testdata/last-release.json', import.meta.url), 'utf8')) as Schema & { commit: string };

/** Rules that are narrower now, and why the last release keeps them all the same: `table rule`. */
const exceptions: ReadonlySet<string> = new Set([]);

const today = await describeSchema(await openTestDatabase());

describe('what the last release relies on', () => {
  it('is still there: every table and column, with its type, and every function', () => {
    expect(missing(last, today)).toEqual([]);
  });

  it('takes rows as it writes them: nothing new must be given, and no rule is narrower', () => {
    expect(narrower(last, today)).toEqual([]);
  });
});

describe('the comparison', () => {
  const table = (columns: TableInSchema['columns'], rules: TableInSchema['rules'] = {}): Schema => ({
    tables: { t: { columns, rules } },
    functions: {},
  });
  const text = { type: 'text', optional: true, nullable: true };
  const check = (...words: string[]) => ({
    kind: { columns: ['a'], says: `CHECK (a = ANY (ARRAY[${words.map((word) => `'${word}'`).join(', ')}]))` },
  });

  it('finds what was dropped, renamed, or made of another type', () => {
    expect(missing(table({ a: text, b: text }), table({ a: { ...text, type: 'integer' }, c: text }))).toEqual([
      't.a is integer instead of text',
      't.b is gone',
    ]);
    expect(missing({ tables: {}, functions: { 'f(text)': 'uuid' } }, { tables: {}, functions: { 'f(text)': 'text' } })).toEqual([
      'f(text) is gone, or returns something else',
    ]);
    expect(missing(table({ a: text }), { tables: {}, functions: {} })).toEqual(['t is gone']);
  });

  it('finds what must be given now, and rules that take less', () => {
    const must = { type: 'text', optional: false, nullable: false };
    expect(narrower(table({ a: text, d: { ...text, nullable: false } }), table({ a: must, b: must, d: must }))).toEqual([
      't.a must be given now',
      't.b must be given now',
      't.d must be given now',
    ]);
    expect(narrower(table({ a: text }, check('x', 'y')), table({ a: text }, check('x')))).toEqual(['t kind is narrower']);
    expect(narrower(table({ a: text }), table({ a: text }, check('x')))).toEqual(['t kind is narrower']);
    const unique = { one: { columns: ['a'], says: 'UNIQUE (a)' } };
    expect(narrower(table({ a: text }), table({ a: text }, unique))).toEqual(['t one is narrower']);
  });

  it('lets pass what is only more', () => {
    const more = { ...check('x', 'y'), fresh: { columns: ['a', 'n'], says: 'UNIQUE (a, n)' } };
    expect(narrower(table({ a: text }, check('x')), table({ a: text, n: text }, more))).toEqual([]);
    expect(narrower(table({ a: text }, check('x')), table({ a: text }))).toEqual([]);
  });
});

function missing(before: Schema, now: Schema): string[] {
  const functions = Object.entries(before.functions).filter(([name, result]) => now.functions[name] !== result);
  const tables = Object.entries(before.tables).flatMap(([name, { columns }]) => {
    const there = now.tables[name];
    if (!there) return [`${name} is gone`];
    return Object.entries(columns).flatMap(([column, { type }]) => {
      const found = there.columns[column];
      if (!found) return [`${name}.${column} is gone`];
      return found.type === type ? [] : [`${name}.${column} is ${found.type} instead of ${type}`];
    });
  });
  return [...tables, ...functions.map(([name]) => `${name} is gone, or returns something else`)];
}

function narrower(before: Schema, now: Schema): string[] {
  return Object.entries(before.tables).flatMap(([name, table]) => {
    const there = now.tables[name];
    if (!there) return [];
    const given = Object.entries(there.columns).filter(([column, { optional, nullable }]) => {
      const known = table.columns[column];
      return (known ? known.optional : true) && (!optional || (known?.nullable === true && !nullable));
    });
    // References and unique keys say nothing of rows in which one of their columns is null, as a new one is where nobody knows it.
    const binds = ({ columns, says }: TableInSchema['rules'][string]) => {
      const known = (column: string) => table.columns[column] !== undefined;
      return says.startsWith('CHECK') ? columns.some(known) : columns.every(known);
    };
    const rules = Object.entries(there.rules).filter(
      ([rule, found]) => !exceptions.has(`${name} ${rule}`) && binds(found) && !isAsWide(table.rules[rule]?.says, found.says),
    );
    return [...given.map(([column]) => `${name}.${column} must be given now`), ...rules.map(([rule]) => `${name} ${rule} is narrower`)];
  });
}

/** The same, or a list that names more. */
function isAsWide(before: string | undefined, now: string): boolean {
  if (before === undefined) return false;
  const wordsOf = (says: string): string[] => says.match(/'[^']*'/g) ?? [];
  const words = wordsOf(now);
  const rest = (says: string) => says.replaceAll(/'[^']*'(::text)?(, )?/g, '');
  return rest(before) === rest(now) && wordsOf(before).every((word) => words.includes(word));
}
