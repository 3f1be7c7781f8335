import { expect, it } from 'vitest';
import { secretOf } from './totp-uri.ts';

it('shows the secret as people type it', () => {
  expect(secretOf('otpauth://totp/Baraza:ana?secret=ABCDEFGHIJ&issuer=Baraza')).toBe('ABCD EFGH IJ');
  expect(secretOf('nonsense')).toBe('');
});
