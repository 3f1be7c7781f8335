import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { badFields, explainIssues, explainTexts } from './fields.ts';

const Shape = z.strictObject({
  name: z.string().min(1).max(5),
  age: z.int().min(18).optional(),
  tags: z.array(z.string()).max(2).optional(),
  pace: z.number().positive().lt(100).optional(),
  role: z.enum(['a', 'b']).optional(),
  mail: z.email().optional(),
  at: z.iso.datetime().optional(),
  code: z.string().regex(/^x/, 'Must begin with x.').optional(),
  inner: z.strictObject({ list: z.array(z.strictObject({ q: z.string() })) }).optional(),
  choice: z
    .discriminatedUnion('kind', [z.object({ kind: z.literal('text'), text: z.string() }), z.object({ kind: z.literal('list') })])
    .optional(),
  secret: z.union([z.string(), z.strictObject({ env: z.string() })], 'must be a text or {"env": "NAME"}').optional(),
});

const explain = (input: unknown) => explainIssues(Shape.safeParse(input).error, input).map((one) => `${one.field} ${one.message}`);

describe('what is wrong, in plain words', () => {
  it.each([
    [{}, 'name is missing'],
    [{ name: 7 }, 'name must be a text'],
    [{ name: '' }, 'name must not be empty'],
    [{ name: 'longer' }, 'name must be at most 5 characters'],
    [{ name: 'a', age: 3 }, 'age must be at least 18'],
    [{ name: 'a', age: '3' }, 'age must be a number'],
    [{ name: 'a', tags: ['1', '2', '3'] }, 'tags must be at most 2 items'],
    [{ name: 'a', role: 'c' }, 'role must be one of a, b'],
    [{ name: 'a', mail: 'x' }, 'mail must be an e-mail address such as ana@example.org'],
    [{ name: 'a', at: 'noon' }, 'at must be a time such as 2026-11-20T14:00:00Z'],
    [{ name: 'a', code: 'y' }, 'code must begin with x'],
    [{ name: 'a', inner: { list: [{ q: 'ok' }, {}] } }, 'inner.list[1].q is missing'],
    [{ name: 'a', inner: { list: [{ q: 'ok', r: 1 }] } }, 'inner.list[0].r is not a field we know'],
    [{ name: 'a', choice: { kind: 'text' } }, 'choice.text is missing'],
    [{ name: 'a', choice: {} }, 'choice.kind is missing'],
    [{ name: 'a', choice: { kind: 'song' } }, 'choice.kind must be one of text, list'],
    [{ name: 'a', pace: 0 }, 'pace must be more than 0'],
    [{ name: 'a', pace: 100 }, 'pace must be less than 100'],
    [{ name: 'a', mail: 5 }, 'mail must be a text'],
    [{ name: 'a', secret: 7 }, 'secret must be a text or {"env": "NAME"}'],
    [{ name: 'a', secret: { env: 7 } }, 'secret.env must be a text'],
  ])('%j', (input, words) => {
    expect(explain(input)).toEqual([words]);
  });

  it('of several fields at once', () => {
    const faults = explainIssues(Shape.safeParse({ colour: 1 }).error, { colour: 1 });
    expect(badFields(faults)).toMatchObject({ code: 'bad_request', status: 400, message: 'name is missing.', details: { field: 'name' } });
    expect(faults).toHaveLength(2);
  });

  it('of texts nobody can store, in values and in names, however deep they stand', () => {
    const tell = (value: unknown) => explainTexts(value).map((one) => one.field);
    expect(tell({ a: 'fine \u{1f600}', b: ['x', { c: 'nul\0' }], d: '\ud83d', e: { 'k\0': 1 } })).toEqual(['b[1].c', 'd', 'e']);
    let deep: unknown = 'x';
    for (let n = 0; n < 100_000; n += 1) deep = [deep];
    expect(explainTexts({ deep })[0]?.message).toBe('must not be nested more than 32 levels deep');
  });

  it('of the whole body', () => {
    expect(badFields(explainIssues(Shape.safeParse([]).error, [])).message).toBe('The body must be an object.');
  });
});
