import { expect, it } from 'vitest';
import { isPrivateAddress } from './private-address.ts';

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '169.254.169.254',
  '::1',
  '::ffff:10.0.0.1',
  '::ffff:0a00:1',
  'fd00::1',
  'fe80::1',
  '2002:a00:1::',
  // Teredo (RFC 4380) carries an IPv4 address and a port.
  '2001::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  // Translation: the well-known prefix (RFC 6052) and the one for local use (RFC 8215).
  '64:ff9b::a00:1',
  '64:ff9b:1::a00:1',
  '64:ff9b:1:ffff:ffff:ffff:a00:1',
])('%s is not of the public internet', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

it.each(['8.8.8.8', '172.32.0.1', '2001:1::1', '2001:4860:4860::8888', '64:ff9b:2::1', '2a03:2880:f003:c07:face:b00c::2'])(
  '%s is',
  (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  },
);
