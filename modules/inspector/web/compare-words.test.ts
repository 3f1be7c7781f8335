import { expect, it } from 'vitest';
import { compareWords } from './compare-words.ts';

const shown = (before: string, now: string) => compareWords(before, now).map(({ text, change }) => `${change}: ${text}`);

it('marks the words that went and came, and leaves the others', () => {
  expect(shown('We open at nine on Monday', 'We open at eight on Monday')).toEqual([
    'same: We open at ',
    'gone: nine',
    'new: eight',
    'same:  on Monday',
  ]);
});

it('has nothing to mark where nothing changed, and everything where all did', () => {
  expect(shown('At nine.', 'At nine.')).toEqual(['same: At nine.']);
  expect(shown('', 'Hello')).toEqual(['new: Hello']);
  expect(shown('Hello', '')).toEqual(['gone: Hello']);
  expect(shown('', '')).toEqual([]);
});

it('compares neither side of very long texts word by word', () => {
  const long = 'word '.repeat(5000);
  expect(compareWords(long, `${long}more`).map(({ change }) => change)).toEqual(['gone', 'new']);
});

it('gives both texts back whole', () => {
  const [before, now] = ['a b  c\nd', 'a  c\nd e'];
  const pieces = compareWords(before, now);
  const side = (change: 'gone' | 'new') =>
    pieces
      .filter((one) => one.change === 'same' || one.change === change)
      .map(({ text }) => text)
      .join('');
  expect([side('gone'), side('new')]).toEqual([before, now]);
});
