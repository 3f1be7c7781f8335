import { expect, it } from 'vitest';
import { snippetParts } from './snippet-parts.ts';

const said = (text: string, ...matches: [start: number, end: number][]) =>
  snippetParts({ text, matches: matches.map(([start, end]) => ({ start, end })) })
    .map(({ text: part, found }) => (found ? `[${part}]` : part))
    .join('');

it('marks what was found where it stands', () => {
  expect(said('When do you open?', [12, 16])).toBe('When do you [open]?');
  expect(said('open the open door', [9, 13], [0, 4])).toBe('[open] the [open] door');
  expect(said('nothing')).toBe('nothing');
});

it('shows every letter once where two words overlap, and counts as JavaScript does', () => {
  expect(said('reopening', [2, 6], [0, 9])).toBe('[reopening]');
  expect(said('🙏 asante', [3, 9])).toBe('🙏 [asante]');
});
