import { expect, it } from 'vitest';
import { namesIn } from './faults.ts';

it.each([
  ['The exit "answered" leads to "bye", which does not exist.', ['answered', 'bye']],
  ['text has 1200 characters, and “Main line” takes 1,024: it is cut.', ['1200', 'Main line', '1,024']],
  ['choices.1.title names "contact.nme", which nobody provides.', ['contact.nme']],
  ['Nothing leads here.', []],
])('what %j is about', (message, names) => {
  expect(namesIn(message)).toEqual(names);
});
