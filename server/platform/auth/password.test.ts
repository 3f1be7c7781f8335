import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword, weaknessOf } from './password.ts';

describe('weaknessOf', () => {
  it.each(['rain on the tin roof', 'correct horse battery staple', 'ñandú-sobre-el-agua', '我们在树荫下听你说话的声音真好'])(
    'allows %s',
    (password) => {
      expect(weaknessOf(password)).toBeNull();
    },
  );

  it.each([
    ['too short', 'at least 12'],
    ['x'.repeat(129), 'at most 128'],
    ['aaaaaaaaaaaaaa', 'too easy'],
    ['password123456', 'too easy'],
    ['ana.wanjiru2026', 'too easy'],
    ['Nuru Clinic 2026', 'too easy'],
  ])('refuses %s', (password, why) => {
    expect(weaknessOf(password, ['Ana Wanjiru', 'ana.wanjiru@clinic.example', 'Nuru Clinic'])).toContain(why);
  });
});

it('knows the same password typed on another keyboard', async () => {
  const hashed = await hashPassword('caf\u00e9 am Wasser');
  expect(await verifyPassword(hashed, 'cafe\u0301 am Wasser')).toBe(true);
  expect(await verifyPassword(hashed, 'cafe am Wasser')).toBe(false);
  expect(await verifyPassword('not a hash', 'x')).toBe(false);
});
