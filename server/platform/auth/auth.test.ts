import { createHmac } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp, testUrl } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type Ask, asKey, asNobody, signIn } from '#tests/kit/request.ts';

const app = await createTestApp();
let cast: Cast;
let nobody: Ask;

beforeEach(async () => {
  cast = await app.reset();
  // What was tried in the test before is forgotten after an hour.
  await app.clock.advance(3_600_000);
  nobody = asNobody(app.server);
});
afterAll(() => app.server.close());

const signInAs = (email: string, password: string, headers: Record<string, string> = { origin: testUrl }) =>
  nobody('POST', '/api/auth/sign-in/email', { body: { email, password }, headers });

describe('signing in', () => {
  it('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const { owner } = cast.clinic;
    const answer = await signInAs(owner.email.toUpperCase(), owner.password);
    expect(answer.status).toBe(200);
    expect(String(answer.headers['set-cookie'])).toMatch(/^baraza\.session_token=[^;]+;.*HttpOnly.*SameSite=Lax/i);
  });

  it('tells an unknown address and a wrong password apart in no way', async () => {
    const wrong = await signInAs(cast.clinic.owner.email, 'not the password');
    const unknown = await signInAs('nobody@clinic.example', 'not the password');
    expect(wrong.status).toBe(401);
    expect(wrong.body).toEqual(unknown.body);
    expect(wrong.body.error.code).toBe('accounts.invalid_email_or_password');
  });

  it('slows guessing down per account, says how long to wait, and lets the right person in after that', async () => {
    const { owner } = cast.clinic;
    const answers: number[] = [];
    for (let n = 0; n < 8; n += 1) answers.push((await signInAs(owner.email, `guess ${n}`)).status);
    expect(answers.slice(0, 6)).toEqual([401, 401, 401, 401, 401, 401]);
    expect(answers.slice(6)).toEqual([429, 429]);
    const blocked = await signInAs(owner.email, owner.password);
    expect(blocked.status).toBe(429);
    expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(0);
    await app.clock.advance(60_000);
    expect((await signInAs(owner.email, owner.password)).status).toBe(200);
  });

  it('is refused from another website', async () => {
    const { owner } = cast.clinic;
    for (const headers of [{ origin: 'https://evil.example' }, { origin: testUrl, 'sec-fetch-site': 'cross-site' }]) {
      const answer = await signInAs(owner.email, owner.password, headers as Record<string, string>);
      expect(answer.status).toBe(403);
      expect(answer.body.error.code).toBe('cross_site');
    }
  });

  it('ends with signing out', async () => {
    const ana = await signIn(app.server, cast.clinic.owner);
    expect((await ana('GET', '/api/organization')).status).toBe(200);
    expect((await ana('POST', '/api/auth/sign-out')).status).toBe(200);
    expect((await ana('GET', '/api/organization')).status).toBe(401);
  });

  it.each([
    ['POST', '/api/auth/sign-up/email'],
    ['POST', '/api/auth/forget-password'],
    ['POST', '/api/auth/request-password-reset'],
    ['POST', '/api/auth/update-user'],
    ['POST', '/api/auth/delete-user'],
    ['POST', '/api/auth/change-email'],
    ['GET', '/api/auth/callback/google'],
    ['GET', '/api/auth/error'],
  ] as const)('has nothing else open: %s %s', async (method, path) => {
    const body = { email: 'x@example.org', password: 'a long enough password', name: 'x' };
    const answer = await nobody(method, path, method === 'POST' ? { body } : {});
    expect(answer.status).toBe(404);
  });

  it('keeps only Argon2id hashes', async () => {
    const [rows] = await app.database.asOwner('look', [plain('select password from auth.account')]);
    for (const row of rows?.rows ?? []) expect(row.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('changes a password, to a strong one only', async () => {
    const { owner } = cast.clinic;
    const ana = await signIn(app.server, owner);
    const change = (newPassword: string) =>
      ana('POST', '/api/auth/change-password', { body: { currentPassword: owner.password, newPassword } });
    expect((await change('short')).status).toBe(400);
    expect((await change('the rain has stopped')).status).toBe(200);
    expect((await signInAs(owner.email, owner.password)).status).toBe(401);
    expect((await signInAs(owner.email, 'the rain has stopped')).status).toBe(200);
  });

  it('offers a second factor', async () => {
    const { owner } = cast.clinic;
    const ana = await signIn(app.server, owner);
    const answer = await ana('POST', '/api/auth/two-factor/enable', { body: { password: owner.password } });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body.totpURI).toMatch(/^otpauth:\/\/totp\//);
  });
});

describe('the second factor', () => {
  it('is asked for from its first code on, and a backup code stands in for it once', async () => {
    const { owner } = cast.clinic;
    const ana = await signIn(app.server, owner);
    const begun = await ana('POST', '/api/auth/two-factor/enable', { body: { password: owner.password } });
    const confirmed = await ana('POST', '/api/auth/two-factor/verify-totp', { body: { code: totp(begun.body.totpURI) } });
    expect(confirmed.body.user, JSON.stringify(confirmed.body)).toMatchObject({ email: owner.email });
    const backup = async (code: string) => {
      const first = await signInAs(owner.email, owner.password);
      expect(first.body).toEqual({ twoFactorRedirect: true, twoFactorMethods: ['totp'] });
      const cookie = [first.headers['set-cookie']]
        .flat()
        .map((one) => String(one).split(';')[0])
        .join('; ');
      expect((await nobody('GET', '/api/organization', { headers: { cookie } })).status).toBe(401);
      return nobody('POST', '/api/auth/two-factor/verify-backup-code', { body: { code }, headers: { cookie, origin: testUrl } });
    };
    const [code] = begun.body.backupCodes;
    expect((await backup(code)).body).toMatchObject({ user: { email: owner.email } });
    expect((await backup(code)).body.error).toMatchObject({ code: 'accounts.invalid_backup_code' });
  });
});

/** The code an authenticator app shows (RFC 6238: HMAC-SHA-1, 30 seconds, six digits). */
function totp(uri: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

describe('wrong requests to accounts', () => {
  it.each([
    [{ email: 5, password: 'x' }, 'email', 'email must be a text.'],
    [{ email: 'ana@clinic.example' }, 'password', 'password is missing.'],
    [{ email: 'ana', password: 'x' }, 'email', 'email must be an e-mail address such as ana@example.org.'],
    [{ email: 'ana@clinic.example', password: 'x', callbackURL: '/x' }, 'callbackURL', 'callbackURL is not a field we know.'],
    [
      { email: 'ana@clinic.example', password: 'a\0' },
      'password',
      'password must not hold the character NUL or half of a character (a lone surrogate).',
    ],
  ])('%j: %s', async (body, field, message) => {
    const answer = await nobody('POST', '/api/auth/sign-in/email', { body });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ code: 'bad_request', message, details: { field } });
  });

  it('name a weak new password, and a wrong old one', async () => {
    const { owner } = cast.clinic;
    const ana = await signIn(app.server, owner);
    const change = (currentPassword: string, newPassword: string) =>
      ana('POST', '/api/auth/change-password', { body: { currentPassword, newPassword } });
    expect((await change(owner.password, 'short')).body.error).toMatchObject({
      message: 'newPassword must be at least 12 characters; a sentence is good.',
      details: { field: 'newPassword' },
    });
    expect((await change('not mine', 'the rain has stopped')).body.error).toMatchObject({
      code: 'accounts.invalid_password',
      message: 'The password is wrong.',
    });
  });
});

describe('a session in the API', () => {
  it('needs our own page for changes, and none for reading', async () => {
    const ana = await signIn(app.server, cast.clinic.owner);
    const foreign = { origin: 'https://evil.example' };
    expect((await ana('GET', '/api/organization', { headers: foreign })).status).toBe(200);
    for (const headers of [foreign, { 'sec-fetch-site': 'same-site' }]) {
      const answer = await ana('PATCH', '/api/organization', { body: { name: 'Stolen' }, headers: headers as Record<string, string> });
      expect(answer.status).toBe(403);
      expect(answer.body.error.code).toBe('cross_site');
    }
  });

  it('asks which organization when there are several, and takes slug or id', async () => {
    const ana = await signIn(app.server, cast.clinic.owner);
    const made = await ana('POST', '/api/organizations', { body: { name: 'Second Clinic' } });
    expect(made.body).toMatchObject({ slug: 'second-clinic', name: 'Second Clinic' });
    const which = await ana('GET', '/api/organization');
    expect(which.status).toBe(400);
    expect(which.body.error).toMatchObject({ code: 'organization_needed', details: { field: 'Baraza-Organization' } });
    for (const name of ['second-clinic', made.body.id]) {
      expect((await ana('GET', '/api/organization', { headers: { 'baraza-organization': name } })).body.id).toBe(made.body.id);
    }
    for (const name of ['festival', cast.festival.id, 'nowhere']) {
      expect((await ana('GET', '/api/organization', { headers: { 'baraza-organization': name } })).status).toBe(404);
    }
  });

  it('ends at once for a disabled member', async () => {
    const ana = await signIn(app.server, cast.clinic.owner);
    await app.database.asOwner('disable', [plain('update members set disabled_at = now() where organization_id = $1', [cast.clinic.id])]);
    expect((await ana('GET', '/api/organization')).status).toBe(403);
  });
});

describe('an API key', () => {
  it('is stored as a keyed hash only', async () => {
    const [rows] = await app.database.asOwner('look', [
      plain('select (select json_agg(d) from directory d)::text || (select json_agg(k) from api_keys k)::text as everything'),
    ]);
    expect(rows?.rows[0]?.everything).not.toContain(cast.clinic.apiKey);
  });

  it('says when it was last used, to the minute, without a write for each request', async () => {
    const ask = asKey(app.server, cast.clinic);
    const [key] = await app.database.asOwner('look', [plain('select id from api_keys where organization_id = $1', [cast.clinic.id])]);
    const lastUsed = async () =>
      (await app.database.asOwner('look', [plain('select last_used_at from api_keys where id = $1', [key?.rows[0]?.id as string])]))[0]
        ?.rows[0]?.last_used_at as Date;
    await ask('GET', '/api/organization');
    const first = await lastUsed();
    await app.clock.advance(30_000);
    await ask('GET', '/api/organization');
    expect(await lastUsed()).toEqual(first);
    await app.clock.advance(31_000);
    await ask('GET', '/api/organization');
    expect((await lastUsed()).getTime()).toBeGreaterThan(first.getTime());
  });

  it('needs one round trip less while it is remembered', async () => {
    const ask = asKey(app.server, cast.clinic);
    await ask('GET', '/api/organization');
    const before = app.database.roundTrips;
    await ask('GET', '/api/organization');
    expect(app.database.roundTrips - before).toBe(1);
  });
});
