import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp, testUrl } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type Ask, asKey, asNobody, signIn } from '#tests/kit/request.ts';
import { hashPassword } from './password.ts';

const app = await createTestApp({ hashPassword });
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
  nobody('POST', '/api/auth/sign-in', { body: { login: email, password }, headers });

describe('signing in', () => {
  it('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const { owner } = cast.clinic;
    const answer = await signInAs(owner.email.toUpperCase(), owner.password);
    expect(answer.status).toBe(200);
    const [session, csrf] = answer.headers['set-cookie'] as string[];
    expect(session).toMatch(/^baraza\.session_token=[^;]+;.*Path=\/;.*HttpOnly.*SameSite=Lax/i);
    // Our pages must be able to read it, and it opens nothing by itself.
    expect(csrf).toMatch(/^baraza\.csrf=[\w-]{43}; Path=\/; SameSite=Lax$/);
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
    ['POST', '/api/auth/sign-in/email'],
    ['GET', '/api/auth/get-session'],
    ['GET', '/api/auth/list-sessions'],
    ['POST', '/api/auth/change-password'],
    ['POST', '/api/auth/two-factor/send-otp'],
    ['GET', '/api/auth/reset-password/x'],
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
});

describe('wrong requests to accounts', () => {
  it.each([
    [{ login: 5, password: 'x' }, 'login', 'login must be a text.'],
    [{ login: 'ana@clinic.example' }, 'password', 'password is missing.'],
    [{ login: 'ana@clinic.example', password: 'x', callbackURL: '/x' }, 'callbackURL', 'callbackURL is not a field we know.'],
    [
      { login: 'ana@clinic.example', password: 'a\0' },
      'password',
      'password must not hold the character NUL or half of a character (a lone surrogate).',
    ],
  ])('%j: %s', async (body, field, message) => {
    const answer = await nobody('POST', '/api/auth/sign-in', { body });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ code: 'bad_request', message, details: { field } });
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
