import { describe, expect, it } from 'vitest';
import { hashPassword, requireStrong, verifyPassword } from './password.ts';

const about = ['Ana Wanjiru', 'ana.wanjiru@clinic.example', 'Nuru Clinic Nairobi'];

describe('a new password', () => {
  it.each([
    'rain on the tin roof',
    'correct horse battery staple',
    'ñandú-sobre-el-agua',
    '我们在树荫下听你说话的声音真好',
    `${'x'.repeat(250)}abcdef`,
  ])('may be %s', async (password) => {
    await expect(requireStrong(password, { about, secondFactor: false })).resolves.toBeUndefined();
  });

  it.each([
    ['too short by one', 'fourteen chars', 'at least 15'],
    ['much too long', 'abcd'.repeat(65), 'at most 256'],
    ['one character', 'aaaaaaaaaaaaaaaa', 'too easy'],
    ['a common one with numbers', 'password12345678', 'too easy'],
    ['a common one twice', 'baseball-baseball', 'too easy'],
    ['a row of keys that is in the list', '1qaz2wsx3edc4rfv', 'too easy'],
    ['the name', 'ana.wanjiru.2026.01', 'too easy'],
    ['the organization', 'Nuru Clinic Nairobi 26', 'too easy'],
  ])('must not be %s', async (_what, password, why) => {
    await expect(requireStrong(password, { about, secondFactor: false })).rejects.toMatchObject({
      message: expect.stringContaining(why),
      details: { field: 'password' },
    });
  });

  it('may have eight characters beside a second factor, and not be a common one all the same', async () => {
    const rules = { about, secondFactor: true };
    await expect(requireStrong('tin-okra', rules)).resolves.toBeUndefined();
    await expect(requireStrong('tinroof', rules)).rejects.toThrow('at least 8');
    for (const common of ['password', 'Baseball', 'iloveyou1', 'sunshine!'])
      await expect(requireStrong(common, rules)).rejects.toThrow('common');
  });
});

it('knows the same password typed on another keyboard', async () => {
  const hashed = await hashPassword('caf\u00e9 am Wasser');
  expect(await verifyPassword(hashed, 'cafe\u0301 am Wasser')).toBe(true);
  expect(await verifyPassword(hashed, 'cafe am Wasser')).toBe(false);
  expect(await verifyPassword('not a hash', 'x')).toBe(false);
});
