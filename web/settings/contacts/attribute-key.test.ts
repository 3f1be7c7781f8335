import { expect, it } from 'vitest';
import { keyFrom, linesOf } from './attribute-key.ts';

it.each([
  ['Date of birth', 'date_of_birth'],
  ['  2nd phone ', 'nd_phone'],
  ['Ciudad número 3', 'ciudad_numero_3'],
  ['تاریخ', ''],
  ['x'.repeat(60), 'x'.repeat(40)],
])('%s', (label, key) => {
  expect(keyFrom(label)).toBe(key);
});

it('reads one choice in each line', () => {
  expect(linesOf('a\n\n b \n')).toEqual(['a', 'b']);
});
