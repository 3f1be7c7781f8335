import { expect, it } from 'vitest';
import { gravestFirst, namesIn } from './faults.ts';

it.each([
  ['The exit "answered" leads to "bye", which does not exist.', ['answered', 'bye']],
  ['text has 1200 characters, and “Main line” takes 1,024: it is cut.', ['1200', 'Main line', '1,024']],
  ['choices.1.title names "contact.nme", which nobody provides.', ['contact.nme']],
  ['Nothing leads here.', []],
])('what %j is about', (message, names) => {
  expect(namesIn(message)).toEqual(names);
});

it('puts what keeps a flow from being published first', () => {
  const fault = (code: string, severity: 'fault' | 'warning') => ({ code, severity, node: null, message: '' });
  const found = [fault('a', 'warning'), fault('b', 'fault'), fault('c', 'warning'), fault('d', 'fault')];
  expect(gravestFirst(found).map(({ code }) => code)).toEqual(['b', 'd', 'a', 'c']);
});
