import { expect, it } from 'vitest';
import { z } from 'zod';
import { SecondFactorCode, UserName } from '#contract/accounts.ts';
import { Email, line } from '#contract/values.ts';
import { weaknessOf } from '#platform/auth/password.ts';
import { explainIssues } from '#platform/fields.ts';
import { wrongBy } from '#web/data/faults.ts';

/** What the server says of a field, as the app says it in the reader's language: the two must go on knowing each other. */

const Form = z.object({ name: line(5), userName: UserName, email: Email, code: SecondFactorCode, seconds: z.int().min(0).max(60) });
const good = { name: 'Ana', userName: 'ana', email: 'ana@clinic.example', code: '123456', seconds: 5 };
const said = (change: object): string => {
  const given = { ...good, ...change };
  return explainIssues(Form.safeParse(given).error, given)[0]?.message ?? '';
};

it.each([
  ['nothing', { name: undefined }, { key: 'missing' }],
  ['an empty line', { name: ' ' }, { key: 'missing' }],
  ['a long line', { name: 'longer than that' }, { key: 'tooLong', count: 5 }],
  ['a strange user name', { userName: '1st' }, { key: 'userName' }],
  ['no address', { email: 'ana@' }, { key: 'email' }],
  ['letters for a code', { code: 'abc' }, { key: 'code' }],
  ['a high number', { seconds: 61 }, { key: 'atMost', count: 60 }],
  ['a low number', { seconds: -1 }, { key: 'atLeast', count: 0 }],
  ['no number', { seconds: 'x' }, { key: 'number' }],
])('%s', (_what, change, wrong) => {
  expect(wrongBy(said(change)), said(change)).toEqual(wrong);
});

it.each([
  ['rain', { key: 'tooShort', count: 15 }],
  ['ab'.repeat(200), { key: 'tooLong', count: 256 }],
  ['abababababababababab', { key: 'guessed' }],
])('the password %s', (password, wrong) => {
  expect(wrongBy(weaknessOf(password) ?? '')).toEqual(wrong);
});

it('leaves what it does not know to the server', () => {
  expect(wrongBy('must name at least one column with addresses')).toBeNull();
});
