import { expect, test } from 'vitest';
import { partsOfList, put, putAt, typedValue } from './put.ts';

test('what is undefined goes away', () => {
  expect(put({ a: 1, b: 2 }, { b: undefined })).toEqual({ a: 1 });
  expect(Object.keys(put<{ a: number; b?: number }>({ a: 1 }, { b: undefined }))).toEqual(['a']);
  expect(putAt([1, 2, 3], 1, null)).toEqual([1, 3]);
  expect(putAt([1, 2, 3], 1, 9)).toEqual([1, 9, 3]);
});

test('what is typed is read as people mean it', () => {
  expect(partsOfList('tea, coffee،قہوہ ,, ')).toEqual(['tea', 'coffee', 'قہوہ']);
  expect([typedValue('18'), typedValue('1.5'), typedValue('true'), typedValue('007'), typedValue('1e3'), typedValue('')]).toEqual([
    18,
    1.5,
    true,
    '007',
    '1e3',
    '',
  ]);
});
