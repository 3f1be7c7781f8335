import { describe, expect, it } from 'vitest';
import { mentionsIn, placed, wantedAt } from './suggest.ts';

describe('what is asked for', () => {
  it.each([
    ['/', 1, '/', { words: '', from: 0 }],
    ['/hou', 4, '/', { words: 'hou', from: 0 }],
    ['Hello /saa', 10, '/', { words: 'saa', from: 6 }],
    ['Hello /saa there', 10, '/', { words: 'saa', from: 6 }],
    ['/وقت', 4, '/', { words: 'وقت', from: 0 }],
    ['and/or', 6, '/', null],
    ['https://x', 9, '/', null],
    ['/hours ', 7, '/', null],
    ['ask @Be', 7, '@', { words: 'Be', from: 4 }],
    ['ana@clinic', 10, '@', null],
  ] as const)('%s at %i', (text, caret, sign, wanted) => {
    expect(wantedAt(text, caret, sign)).toEqual(wanted && { sign, ...wanted });
  });
});

it('puts what was chosen in place of what was typed, and the caret behind it', () => {
  expect(placed('Hello /hou there', 'we open at nine', 6, 10)).toEqual({ text: 'Hello we open at nine there', caret: 21 });
});

it('mentions those whose name stands there', () => {
  const members = [
    { id: '1', name: 'Ben Otieno' },
    { id: '2', name: 'Ana' },
    { id: '3', name: '' },
  ];
  expect(mentionsIn('@Ben Otieno can you call? Ana knows.', members)).toEqual(['1']);
});
