import { expect, it } from 'vitest';
import { linkParts } from './link-parts.ts';

const links = (text: string) => linkParts(text).flatMap(({ href }) => href ?? []);

it.each([
  ['See https://clinic.example/visits.', ['https://clinic.example/visits']],
  ['(https://clinic.example/a) and http://b.example!', ['https://clinic.example/a', 'http://b.example']],
  ['https://en.example/wiki/Baobab_(tree)', ['https://en.example/wiki/Baobab_(tree)']],
  ['یہ دیکھیں https://clinic.example/ur۔ شکریہ', ['https://clinic.example/ur']],
  // Looks like the bank, and is not.
  ['https://bank.example@evil.example/', []],
  ['javascript:alert(1) data:text/html,x file:///etc/passwd', []],
  ['http://', []],
  ['clinic.example', []],
])('%s', (text, found) => {
  expect(links(text)).toEqual(found);
});

it('loses nothing of what was written', () => {
  const text = 'a https://x.example/?q=1#f, b\nc <https://y.example>';
  expect(
    linkParts(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});
