import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp, testUrl } from '#tests/kit/app.ts';
import type { Tenant } from '#tests/kit/cast.ts';
import { type Ask, asNobody, browserHeaders, signIn } from '#tests/kit/request.ts';
import { totp } from '#tests/kit/totp.ts';

const app = await createTestApp();
const nobody = asNobody(app.server);
let owner: Tenant['owner'];
let ana: Ask;

beforeEach(async () => {
  ({ owner } = (await app.reset()).clinic);
  await app.clock.advance(3_600_000);
  ana = await signIn(app.server, owner);
});
afterAll(() => app.server.close());

/** Sets a second factor up; Ana goes on in the session that begins with it. */
async function setUp(): Promise<{ uri: string; codes: string[] }> {
  const begun = await ana('POST', '/api/auth/two-factor/enable', { body: { password: owner.password } });
  expect(begun.status, JSON.stringify(begun.body)).toBe(200);
  const confirmed = await ana('POST', '/api/auth/two-factor/verify-totp', { body: { code: totp(begun.body.totpURI) } });
  expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200);
  const headers = browserHeaders(confirmed);
  ana = (method, path, asking = {}) => nobody(method, path, { ...asking, headers: { ...headers, ...asking.headers } });
  return { uri: begun.body.totpURI, codes: begun.body.backupCodes };
}

const giveTo =
  (kind: 'verify-totp' | 'verify-backup-code') =>
  async (code: string, more: object = {}) => {
    const first = await nobody('POST', '/api/auth/sign-in', {
      body: { login: owner.email, password: owner.password },
      headers: { origin: testUrl },
    });
    expect(first.body, JSON.stringify(first.body)).toEqual({ twoFactorRedirect: true, twoFactorMethods: ['totp'] });
    const headers = browserHeaders(first);
    expect((await nobody('GET', '/api/me', { headers })).status).toBe(401);
    return nobody('POST', `/api/auth/two-factor/${kind}`, { body: { code, ...more }, headers });
  };
const giveCode = giveTo('verify-totp');
const giveBackup = giveTo('verify-backup-code');

describe('setting it up', () => {
  it('counts from the first right code, tells by mail, and ends the sessions that lack it', async () => {
    const elsewhere = await signIn(app.server, owner);
    const begun = await ana('POST', '/api/auth/two-factor/enable', { body: { password: owner.password } });
    expect(begun.body.totpURI).toMatch(/^otpauth:\/\/totp\/Baraza:ana%40clinic\.example\?secret=[A-Z2-7]+&issuer=Baraza/);
    expect(begun.body.backupCodes).toHaveLength(10);
    expect((await ana('GET', '/api/me')).body.person.secondFactor).toBe(false);
    expect((await ana('POST', '/api/auth/two-factor/verify-totp', { body: { code: '000000' } })).body.error.code).toBe(
      'accounts.invalid_code',
    );
    await setUp();
    expect((await ana('GET', '/api/me')).body.person.secondFactor).toBe(true);
    expect((await elsewhere('GET', '/api/me')).status).toBe(401);
  });

  it('asks for the password', async () => {
    const answer = await ana('POST', '/api/auth/two-factor/enable', { body: { password: 'not my password' } });
    expect(answer.body.error.code).toBe('accounts.invalid_password');
  });
});

describe('signing in with it', () => {
  it('takes each code once', async () => {
    const { uri } = await setUp();
    // Given when it was set up.
    expect((await giveCode(totp(uri))).body.error.code).toBe('accounts.invalid_code');
    const next = totp(uri, new Date(), 1);
    expect((await giveCode(next)).status).toBe(200);
    const again = await giveCode(next);
    expect(again.status).toBe(401);
    expect(again.body.error.code).toBe('accounts.invalid_code');
  });

  it('takes a code once also from two who give it at the same moment', async () => {
    const { uri } = await setUp();
    const next = totp(uri, new Date(), 1);
    const answers = await Promise.all([giveCode(next), giveCode(next)]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 401]);
  });

  it('takes a backup code in its place, once', async () => {
    const { codes } = await setUp();
    const [code = ''] = codes;
    expect((await giveBackup(code)).body).toMatchObject({ user: { email: owner.email } });
    expect((await giveBackup(code)).body.error.code).toBe('accounts.invalid_backup_code');
  });

  it('slows guessing down for the account, whatever the challenge, and says how long', async () => {
    await setUp();
    const answers = [];
    for (let n = 0; n < 8; n += 1) answers.push(await giveCode(String(100_000 + n)));
    expect(answers.slice(0, 6).map((one) => one.status)).toEqual([401, 401, 401, 401, 401, 401]);
    expect(answers.at(-1)?.status).toBe(429);
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
    expect(answers.at(-1)?.body.error.message).toMatch(/Try again in \d+ second/);
  });

  it('says for how long codes are locked after ten wrong ones', async () => {
    const { codes } = await setUp();
    await app.database.asOwner('lock', [plain(`update auth."twoFactor" set "lockedUntil" = now() + interval '7 minutes'`)]);
    const answer = await giveBackup(codes[0] ?? '');
    expect(answer.status).toBe(429);
    expect(answer.body.error.code).toBe('accounts.account_temporarily_locked');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(60);
  });

  it('needs a challenge of our own', async () => {
    const { uri } = await setUp();
    for (const cookie of ['', 'baraza.two_factor=made-up', 'baraza.two_factor=made-up.c2lnbmF0dXJl']) {
      const answer = await nobody('POST', '/api/auth/two-factor/verify-totp', {
        body: { code: totp(uri, new Date(), 1) },
        headers: { origin: testUrl, ...(cookie ? { cookie } : {}) },
      });
      expect(answer.body.error.code).toBe('accounts.invalid_two_factor_cookie');
    }
  });
});

describe('taking it away', () => {
  it('asks for the password, and then the password signs in alone', async () => {
    await setUp();
    expect((await ana('POST', '/api/auth/two-factor/disable', { body: { password: 'not my own password' } })).body.error.code).toBe(
      'accounts.invalid_password',
    );
    expect((await ana('POST', '/api/auth/two-factor/disable', { body: { password: owner.password } })).status).toBe(200);
    await expect(signIn(app.server, owner)).resolves.toBeDefined();
  });

  it('is refused while the password is too short to stand alone', async () => {
    await setUp();
    const short = 'nine lamp';
    expect((await ana('POST', '/api/me/password', { body: { currentPassword: owner.password, newPassword: short } })).status).toBe(204);
    const answer = await ana('POST', '/api/auth/two-factor/disable', { body: { password: short } });
    expect(answer.body.error).toMatchObject({ code: 'accounts.password_too_short', message: expect.stringContaining('15') });
    expect((await ana('POST', '/api/auth/two-factor/disable', { body: { password: 'wrong one' } })).body.error.code).toBe(
      'accounts.invalid_password',
    );
  });

  it('and making new backup codes asks for the password; the old codes end', async () => {
    const { codes } = await setUp();
    const made = await ana('POST', '/api/auth/two-factor/generate-backup-codes', { body: { password: owner.password } });
    expect(made.body.backupCodes).toHaveLength(10);
    expect((await giveBackup(codes[0] ?? '')).status).toBe(401);
    expect((await giveBackup(made.body.backupCodes[0])).status).toBe(200);
  });
});
