import { expect, it } from 'vitest';
import { type Action, meaning } from './actions.ts';

const action = (shortcut: string): Action => ({ id: shortcut, title: shortcut, group: '', shortcut, run() {} });
const actions = [action('g i'), action('g h'), action('mod+k'), action('i')];

it.each([
  [null, 'mod+k', 'mod+k'],
  [null, 'g', 'wait'],
  ['g', 'i', 'g i'],
  ['g', 'x', null],
  [null, 'i', 'i'],
  ['q', 'i', 'i'],
  [null, 'z', null],
])('after %s the key %s means %s', (before, key, meant) => {
  const found = meaning(actions, before, key);
  expect(typeof found === 'object' && found !== null ? found.shortcut : found).toBe(meant);
});
