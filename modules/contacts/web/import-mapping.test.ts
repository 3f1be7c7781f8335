import { expect, it } from 'vitest';
import { mappingFault, meanings } from './import-mapping.ts';

it('wants an address, and everything said once', () => {
  expect(mappingFault(['name', 'ignore'])).toBe('noAddress');
  expect(mappingFault(['name', 'name', 'identity:email:email'])).toEqual({ twice: 'name' });
  expect(mappingFault(['tags', 'tags', 'ignore', 'ignore', 'identity:email:email'])).toBeNull();
});

it('offers the guess too, whatever it is', () => {
  expect(meanings([{ key: 'city' }], 'ignore')).toContain('attribute:city');
  expect(meanings([], 'identity:telegram:id')).toContain('identity:telegram:id');
});
