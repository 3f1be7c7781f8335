import { expect, it } from 'vitest';
import { tokenOf } from './token.ts';

it.each([
  [{ search: '', hash: '#token=abc' }, 'abc'],
  [{ search: '?token=a%2Bb', hash: '' }, 'a+b'],
  [{ search: '?token=old', hash: '#token=new' }, 'new'],
  [{ search: '', hash: '' }, ''],
])('%j carries "%s"', (address, token) => {
  expect(tokenOf(address)).toBe(token);
});
