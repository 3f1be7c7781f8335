import { expect, it } from 'vitest';
import { keysOf, shortcutOf } from './keys.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

it.each([
  [press('k', { ctrlKey: true }), false, 'mod+k'],
  [press('k', { metaKey: true }), true, 'mod+k'],
  [press('k', { metaKey: true }), false, null],
  [press('?', { shiftKey: true }), false, '?'],
  [press('A', { shiftKey: true }), false, 'shift+a'],
  [press('Enter', { ctrlKey: true }), false, 'mod+enter'],
  [press('j'), false, 'j'],
  [press('Shift', { shiftKey: true }), false, null],
  [press('q', { ctrlKey: true, altKey: true }), false, null],
])('%j (a Mac: %s) is %s', (event, mac, written) => {
  expect(shortcutOf(event, mac)).toBe(written);
});

it('draws the keys of the machine', () => {
  expect(keysOf('mod+k', true)).toEqual(['⌘', 'k']);
  expect(keysOf('mod+k', false)).toEqual(['ctrl', 'k']);
  expect(keysOf('g i', false)).toEqual(['g', 'i']);
});
