import { expect, it } from 'vitest';
import { remembering } from './remember.ts';

it('asks once for what it knows, and forgets when that gets too much', () => {
  const asked: string[] = [];
  const twice = remembering(2, (text) => {
    asked.push(text);
    return text + text;
  });
  expect(['a', 'b', 'a', 'b'].map(twice)).toEqual(['aa', 'bb', 'aa', 'bb']);
  expect(asked).toEqual(['a', 'b']);
  expect(['c', 'a', 'c'].map(twice)).toEqual(['cc', 'aa', 'cc']);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});
