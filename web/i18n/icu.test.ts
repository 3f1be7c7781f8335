import { expect, it } from 'vitest';
import { fill } from './icu.ts';

it('fills gaps and plurals by the rules of the language', () => {
  const message = '{count, plural, one {# message} other {# messages}} from {name}';
  expect(fill(message, 'en', { count: 1, name: 'Ana' })).toBe('1 message from Ana');
  expect(fill(message, 'en', { count: 1200, name: 'Ana' })).toBe('1,200 messages from Ana');
});

it('leaves what people wrote as it is, also where it looks like markup or a gap', () => {
  expect(fill('Write to {name}', 'en', { name: '<b>{x}</b>' })).toBe('Write to <b>{x}</b>');
  expect(fill("A sentence without a gap, it's said", 'en')).toBe("A sentence without a gap, it's said");
});
