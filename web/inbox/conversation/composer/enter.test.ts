import { expect, it } from 'vitest';
import { isSendKey } from './enter.ts';

const press = (more: object = {}) => ({ key: 'Enter', ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false, ...more });

it.each([
  [press(), true, true],
  [press(), false, false],
  [press({ ctrlKey: true }), false, true],
  [press({ metaKey: true }), false, true],
  [press({ shiftKey: true }), true, false],
  // Enter ends a word that is being put together, in many scripts.
  [press({ isComposing: true }), true, false],
  [press({ key: 'a', ctrlKey: true }), true, false],
])('%j, Enter sends: %s', (event, sends, sent) => {
  expect(isSendKey(event, sends)).toBe(sent);
});
