import { expect, it } from 'vitest';
import { changesBetween, everywhere, languagesOf, nameOf, withWords, wordsAt } from './text-draft.ts';

const content = { words: { en: 'Open.', sw: 'Wazi.' }, channels: { sms: { en: 'Open' } } };

it('has words everywhere, and other words for one kind of channel', () => {
  expect([wordsAt(content, everywhere, 'en'), wordsAt(content, 'sms', 'en'), wordsAt(content, 'sms', 'sw')]).toEqual(['Open.', 'Open', '']);
  expect(withWords(content, { channel: everywhere, language: 'ur', text: 'کھلا' }).words).toEqual({ ...content.words, ur: 'کھلا' });
  expect(withWords(content, { channel: 'sms', language: 'en', text: '' }).channels).toEqual({});
});

it('lists the languages with the organization’s first', () => {
  expect(languagesOf(content, 'sw')).toEqual(['sw', 'en']);
  expect(languagesOf(content, 'ur')).toEqual(['en', 'sw']);
  expect(languagesOf({ words: {}, channels: {} }, 'ur')).toEqual(['ur']);
});

it('names a text after its title', () => {
  expect([nameOf('Opening hours'), nameOf('2. Way – here')]).toEqual(['opening_hours', 'way__here']);
});

it('tells what is said otherwise', () => {
  expect(changesBetween(content, { words: { en: 'Closed.', sw: 'Wazi.' }, channels: {} })).toEqual([
    { place: 'en', before: 'Open.', after: 'Closed.' },
    { place: 'sms/en', before: 'Open', after: '' },
  ]);
});
