import { expect, it } from 'vitest';
import { addressWords, languageOptions, nameOf, valueWords } from './words.ts';

const words = { yes: 'Yes', no: 'No', reader: { language: 'en', timeZone: 'Africa/Nairobi' } };

it('writes a number with its plus, and calls people by it who have no name', () => {
  const identities = [{ channelType: 'whatsapp', kind: 'phone', address: '254712345678' }];
  expect(addressWords({ kind: 'email', address: 'a@b.example' })).toBe('a@b.example');
  expect(nameOf({ name: null, identities })).toBe('+254712345678');
  expect(nameOf({ name: 'Amina', identities })).toBe('Amina');
  expect(nameOf({ name: null, identities: [] })).toBeNull();
});

it('reads values by their type', () => {
  expect(valueWords(false, { type: 'yes_no' }, words)).toBe('No');
  expect(valueWords(['tea', 'coffee'], { type: 'choices' }, words)).toBe('tea, coffee');
  expect(valueWords(12000, { type: 'number' }, words)).toBe('12,000');
  // The same day in every zone; an instant in the reader's.
  expect(valueWords('2026-01-10', { type: 'date' }, words)).toBe('Jan 10, 2026');
  expect(valueWords('2026-01-10T22:30:00Z', { type: 'time' }, words)).toContain('Jan 11, 2026');
  expect(valueWords(undefined, { type: 'text' }, words)).toBe('');
});

it('knows languages by their names', () => {
  const values = languageOptions('en').map(({ value }) => value);
  expect(values).toEqual(expect.arrayContaining(['en', 'sw', 'ur', 'ur-Latn']));
  expect(values).not.toContain('iw');
});
