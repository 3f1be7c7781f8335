import { expect, it } from 'vitest';
import { countriesIn, languagesIn, zones } from './places.ts';

it('names places in the language of whoever reads', () => {
  expect(countriesIn('en').find(({ value }) => value === 'KE')?.label).toBe('Kenya');
  expect(languagesIn('sw').find(({ value }) => value === 'sw')?.label).toBe('Kiswahili');
  expect(new Set(countriesIn('ur').map(({ value }) => value)).size).toBe(countriesIn('ur').length);
});

it('knows the zones of the browser, UTC among them', () => {
  expect(zones().map(({ value }) => value)).toEqual(expect.arrayContaining(['UTC', 'Africa/Nairobi']));
});
