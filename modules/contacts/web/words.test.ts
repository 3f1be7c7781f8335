import { expect, it } from 'vitest';
import { addressWords, isTest, languageOptions, nameOf, valueWords } from './words.ts';

const words = { yes: 'Yes', no: 'No', reader: { language: 'en', timeZone: 'Africa/Nairobi' } };

it('writes a number with its plus, and calls people by it who have no name', () => {
  const identities = [{ channelType: 'whatsapp', kind: 'phone', address: '254712345678' }];
  expect(addressWords({ kind: 'email', address: 'a@b.example' })).toBe('a@b.example');
  expect(nameOf({ name: null, identities })).toBe('+254712345678');
  expect(nameOf({ name: 'Amina', identities })).toBe('Amina');
  expect(nameOf({ name: null, identities: [] })).toBeNull();
});

it('knows who is there only to try things out, and shows no id as a name', () => {
  const simulated = { channelType: 'simulator', kind: 'simulated', address: '0199f0b2-7c1e-7d55-9d0a-3a52b7c1e001' };
  const phone = { channelType: 'whatsapp', kind: 'phone', address: '254712345678' };
  expect([[simulated], [simulated, phone], [phone], []].map((identities) => isTest({ identities }))).toEqual([true, false, false, false]);
  expect(nameOf({ name: null, identities: [simulated] })).toBeNull();
  expect(nameOf({ name: null, identities: [simulated, phone] })).toBe('+254712345678');
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
