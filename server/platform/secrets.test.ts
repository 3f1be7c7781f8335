import { describe, expect, test } from 'vitest';
import { systemClock } from './clock.ts';
import { createIds } from './ids.ts';
import { createMasterKey, SecretFault } from './secrets.ts';

const ids = createIds(systemClock);
const master = createMasterKey(Buffer.alloc(32, 1), ids);
const [clinic, festival] = [ids.next(), ids.next()];
const key = master.openOrganizationKey(clinic, master.createOrganizationKey(clinic));
const place = { table: 'channels', column: 'sealed_secrets', row: ids.next() };

describe('a sealed value', () => {
  test('opens where it was sealed, and never looks the same twice', () => {
    const sealed = key.seal(place, 'the access token');
    expect(key.open(place, sealed)).toBe('the access token');
    expect(sealed).not.toContain('token');
    expect(key.seal(place, 'the access token')).not.toBe(sealed);
  });

  test.each([
    ['another row', { ...place, row: ids.next() }],
    ['another column', { ...place, column: 'settings' }],
    ['another table', { ...place, table: 'turns' }],
  ])('does not open in %s', (_where, elsewhere) => {
    expect(() => key.open(elsewhere, key.seal(place, 'x'))).toThrow(SecretFault);
  });

  test('does not open after one character changed', () => {
    const parts = key.seal(place, 'some words').split('.');
    parts[3] = parts[3]?.startsWith('A') ? `B${parts[3].slice(1)}` : `A${parts[3]?.slice(1)}`;
    expect(() => key.open(place, parts.join('.'))).toThrow(SecretFault);
  });

  test('does not open with another organization’s key', () => {
    const other = master.openOrganizationKey(festival, master.createOrganizationKey(festival));
    expect(() => other.open(place, key.seal(place, 'x'))).toThrow(/Sealed with key/);
  });
});

describe('an organization’s key', () => {
  test('opens for its organization only, and with the installation’s key only', () => {
    const sealed = master.createOrganizationKey(clinic);
    expect(() => master.openOrganizationKey(festival, sealed)).toThrow(SecretFault);
    expect(() => createMasterKey(Buffer.alloc(32, 2), ids).openOrganizationKey(clinic, sealed)).toThrow(/Sealed with key/);
  });
});

test('looking up is the same at every start, apart by kind, and tells nothing of the value', () => {
  const again = createMasterKey(Buffer.alloc(32, 1), ids);
  expect(again.lookupHash('api_key', 'brz_x')).toEqual(master.lookupHash('api_key', 'brz_x'));
  expect(master.lookupHash('invitation', 'brz_x')).not.toEqual(master.lookupHash('api_key', 'brz_x'));
  expect(again.derive('first-run')).toBe(master.derive('first-run'));
});
