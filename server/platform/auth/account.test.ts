import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp, testUrl } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type Ask, asNobody, browserHeaders, signIn } from '#tests/kit/request.ts';
import { totp } from '#tests/kit/totp.ts';

const app = await createTestApp({ sessionTimes: { idleSeconds: 2 * 3600, wholeSeconds: 10 * 3600 } });
const nobody = asNobody(app.server);
let cast: Cast;
let ana: Ask;

beforeEach(async () => {
  cast = await app.reset();
  await app.clock.advance(3_600_000);
  ana = await signIn(app.server, cast.clinic.owner);
});
afterAll(() => app.server.close());

const enter = (login: string, password: string, headers: Record<string, string> = {}) =>
  nobody('POST', '/api/auth/sign-in', { body: { login, password }, headers: { origin: testUrl, ...headers } });

/** The mails that went out until now, as the terminal was told of them: to whom, and the token of the link. */
async function mailed(): Promise<{ to: string; page: string; token: string }[]> {
  await app.organizations.mail.idle();
  return app.told.map((said) => {
    const [, to = '', page = '', token = ''] = /Mail to (\S+):[\s\S]*baraza\.test(\/[a-z-]+)#token=(\w+)/.exec(said) ?? [];
    return { to, page, token };
  });
}
const lastToken = async () => (await mailed()).at(-1)?.token ?? '';
/** What kinds of mails lie in the folder that were not there before. */
async function kindsAfter(work: () => Promise<unknown>): Promise<string[]> {
  const look = () => (existsSync(app.mailFolder) ? readdirSync(app.mailFolder).sort() : []);
  await app.organizations.mail.idle();
  const before = new Set(look());
  await work();
  await app.organizations.mail.idle();
  return look()
    .filter((name) => !before.has(name))
    .map((name) => /Z-(\w+)-/.exec(name)?.[1] ?? '')
    .sort();
}

describe('a user name', () => {
  it('signs in as the e-mail does, in any case, and can be changed and given up', async () => {
    const { email, password } = cast.clinic.owner;
    expect((await ana('PATCH', '/api/me', { body: { userName: 'Ana.W' } })).body).toMatchObject({ userName: 'Ana.W' });
    for (const login of ['Ana.W', 'ana.w', ' ANA.W ', email.toUpperCase()]) expect((await enter(login, password)).status, login).toBe(200);
    await ana('PATCH', '/api/me', { body: { userName: 'wanjiru' } });
    expect((await enter('ana.w', password)).status).toBe(401);
    expect((await enter('wanjiru', password)).status).toBe(200);
    expect((await ana('PATCH', '/api/me', { body: { userName: null } })).body.userName).toBeNull();
    expect((await enter('wanjiru', password)).status).toBe(401);
  });

  it('belongs to one account, whatever the case of its letters', async () => {
    await ana('PATCH', '/api/me', { body: { userName: 'nuru' } });
    const ben = await signIn(app.server, cast.festival.owner);
    const answer = await ben('PATCH', '/api/me', { body: { userName: 'NURU' } });
    expect(answer.status).toBe(409);
    expect(answer.body.error).toMatchObject({ code: 'accounts.user_name_taken', details: { field: 'userName' } });
  });

  it.each(['ab', 'a@b.example', '1st', 'with space', 'x'.repeat(31), 'نور'])('cannot be %s', async (userName) => {
    expect((await ana('PATCH', '/api/me', { body: { userName } })).body.error.details.field).toBe('userName');
  });

  it('counts guesses together with the e-mail of the account', async () => {
    await ana('PATCH', '/api/me', { body: { userName: 'nuru' } });
    const answers = [];
    for (let n = 0; n < 8; n += 1) answers.push((await enter(n % 2 ? 'nuru' : cast.clinic.owner.email, `guess number ${n}`)).status);
    expect(answers.slice(-2)).toEqual([429, 429]);
  });

  it('that is unknown is answered as a wrong password is, hashing as much', async () => {
    const unknown = await enter('nobody-here', 'some password');
    const wrong = await enter(cast.clinic.owner.email, 'some password');
    expect(unknown).toMatchObject({ status: 401, body: wrong.body });
  });
});

describe('preferences', () => {
  it('are kept one by one, and the page learns everything at its start', async () => {
    expect((await ana('PATCH', '/api/me', { body: { preferences: { theme: 'dark', language: 'sw' } } })).status).toBe(200);
    await ana('PATCH', '/api/me', { body: { name: 'Ana W.', preferences: { timeZone: 'Africa/Nairobi' } } });
    const { body } = await ana('GET', '/api/me');
    expect(body.person).toMatchObject({
      name: 'Ana W.',
      preferences: { theme: 'dark', language: 'sw', timeZone: 'Africa/Nairobi', density: 'comfortable' },
    });
    expect(body.organizations).toMatchObject([{ slug: 'clinic', role: 'owner', blockedBy: null }]);
    expect(body.organizations[0].permissions).toContain('members.invite');
    expect(body.installation).toEqual({
      version: 'test',
      mailWorks: false,
      firstRun: false,
      password: { least: 15, leastWithSecondFactor: 8, most: 256 },
    });
    expect((await nobody('GET', '/api/installation')).body).toEqual(body.installation);
  });

  it('that two tabs change at the same moment are both kept', async () => {
    const changes = [{ theme: 'dark' }, { density: 'compact' }, { language: 'ur' }, { timeZone: 'Asia/Karachi' }];
    const answers = await Promise.all(changes.map((preferences) => ana('PATCH', '/api/me', { body: { preferences } })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await ana('GET', '/api/me')).body.person.preferences).toMatchObject(Object.assign({}, ...changes));
  });

  it.each([{ theme: 'pink' }, { language: 'fr' }, { timeZone: 'Mars/Olympus' }, { colour: 'red' }])('refuse %j', async (preferences) => {
    expect((await ana('PATCH', '/api/me', { body: { preferences } })).status).toBe(400);
  });
});

describe('a forgotten password', () => {
  const forgot = (login: string) => nobody('POST', '/api/auth/forgot-password', { body: { login } });
  const reset = (token: string, password = 'the rain has stopped') =>
    nobody('POST', '/api/auth/reset-password', { body: { token, password } });

  it('is replaced by whoever reads the mail: once, everywhere signed out, the address proven', async () => {
    const { owner } = cast.clinic;
    await app.database.asOwner('unprove', [plain('update auth."user" set "emailVerified" = false')]);
    expect((await forgot(owner.email)).status).toBe(204);
    expect(await mailed()).toMatchObject([{ to: owner.email, page: '/reset-password' }]);
    const token = await lastToken();
    expect((await reset(token)).status).toBe(204);
    expect((await ana('GET', '/api/me')).status).toBe(401);
    expect((await enter(owner.email, owner.password)).status).toBe(401);
    const again = await signIn(app.server, { email: owner.email, password: 'the rain has stopped' });
    expect((await again('GET', '/api/me')).body.person.emailVerified).toBe(true);
    expect((await reset(token, 'another long password')).body.error.code).toBe('accounts.link_unusable');
  });

  it('is answered the same for everybody', async () => {
    const answers = [await forgot('nobody@clinic.example'), await forgot('no-such-name'), await forgot(cast.clinic.owner.email)];
    for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 204, body: '' });
    expect((await mailed()).map((one) => one.to)).toEqual([cast.clinic.owner.email]);
  });

  it('can be asked for a few times, whether the account exists or not; then each waits', async () => {
    for (const login of [cast.clinic.owner.email, 'nobody@clinic.example']) {
      const statuses = [];
      for (let n = 0; n < 5; n += 1) statuses.push((await forgot(login)).status);
      expect(statuses).toEqual([204, 204, 204, 429, 429]);
    }
  });

  it('is not replaced by an old link, an earlier one, a made-up one, or by another kind of link', async () => {
    const { owner } = cast.clinic;
    await forgot(owner.email);
    const first = await lastToken();
    await forgot(owner.email);
    const second = await lastToken();
    await ana('POST', '/api/me/email', { body: { email: 'new@clinic.example', password: owner.password } });
    const confirmation = (await mailed()).find((one) => one.page === '/confirm-email')?.token ?? '';
    await app.clock.advance(30 * 60 * 1000);
    for (const token of [first, second, 'made-up', confirmation]) {
      const answer = await reset(token);
      expect(answer.status).toBe(410);
      expect(answer.body.error.code).toBe('accounts.link_unusable');
    }
  });

  it('keeps the link when the new password is refused', async () => {
    await forgot(cast.clinic.owner.email);
    const token = await lastToken();
    for (const weak of ['short', 'password12345678', 'ana wanjiru 2026 !']) {
      expect((await reset(token, weak)).body.error.details.field).toBe('password');
    }
    expect((await reset(token)).status).toBe(204);
  });

  it('of two who use the link at once, serves one', async () => {
    await forgot(cast.clinic.owner.email);
    const token = await lastToken();
    const answers = await Promise.all([reset(token, 'the first long password'), reset(token, 'the second long password')]);
    expect(answers.map((one) => one.status).sort()).toEqual([204, 410]);
  });

  it('does not step around the second factor', async () => {
    const { owner } = cast.clinic;
    const begun = await ana('POST', '/api/auth/two-factor/enable', { body: { password: owner.password } });
    await ana('POST', '/api/auth/two-factor/verify-totp', { body: { code: totp(begun.body.totpURI) } });
    await forgot(owner.email);
    const done = await reset(await lastToken());
    expect(done.headers['set-cookie']).toBeUndefined();
    expect((await enter(owner.email, 'the rain has stopped')).body).toMatchObject({ twoFactorRedirect: true });
  });

  it('asks a browser that was trusted for the second factor again', async () => {
    const { owner } = cast.clinic;
    const begun = await ana('POST', '/api/auth/two-factor/enable', { body: { password: owner.password } });
    await ana('POST', '/api/auth/two-factor/verify-totp', { body: { code: totp(begun.body.totpURI) } });
    const first = await enter(owner.email, owner.password);
    const trusting = await nobody('POST', '/api/auth/two-factor/verify-totp', {
      body: { code: totp(begun.body.totpURI, new Date(), 1), trustDevice: true },
      headers: browserHeaders(first),
    });
    const { cookie = '' } = browserHeaders(trusting);
    const trusted = await enter(owner.email, owner.password, { cookie });
    expect(trusted.body.user, JSON.stringify(trusted.body)).toBeDefined();
    await forgot(owner.email);
    await reset(await lastToken());
    const after = await enter(owner.email, 'the rain has stopped', { cookie: browserHeaders(trusted).cookie ?? '' });
    expect(after.body.twoFactorRedirect).toBe(true);
  });

  it('stores no token, and writes none to an answer', async () => {
    await forgot(cast.clinic.owner.email);
    const token = await lastToken();
    const [rows] = await app.database.asOwner('look', [plain('select json_agg(l)::text as links from auth.links l')]);
    expect(token).toHaveLength(32);
    expect(rows?.rows[0]?.links).not.toContain(token);
  });
});

describe('changing the password', () => {
  const change = (body: object) => ana('POST', '/api/me/password', { body });

  it('asks for the old one, ends the other sessions, keeps this one, and tells by mail', async () => {
    const { owner } = cast.clinic;
    const elsewhere = await signIn(app.server, owner);
    const wrong = await change({ currentPassword: 'not my password', newPassword: 'the rain has stopped' });
    expect(wrong.body.error).toMatchObject({ code: 'accounts.invalid_password', details: { field: 'currentPassword' } });
    expect((await change({ currentPassword: owner.password, newPassword: 'the rain has stopped' })).status).toBe(204);
    expect((await ana('GET', '/api/me')).status).toBe(200);
    expect((await elsewhere('GET', '/api/me')).status).toBe(401);
    expect((await enter(owner.email, owner.password)).status).toBe(401);
    expect((await enter(owner.email, 'the rain has stopped')).status).toBe(200);
  });

  it('leaves the other sessions when told so', async () => {
    const { owner } = cast.clinic;
    const elsewhere = await signIn(app.server, owner);
    await change({ currentPassword: owner.password, newPassword: 'the rain has stopped', endOtherSessions: false });
    expect((await elsewhere('GET', '/api/me')).status).toBe(200);
  });

  it('names a weak one, and slows down whoever guesses the old one from a session left open', async () => {
    const { owner } = cast.clinic;
    expect((await change({ currentPassword: owner.password, newPassword: 'short' })).body.error).toMatchObject({
      message: 'newPassword must be at least 15 characters; a sentence is good.',
      details: { field: 'newPassword' },
    });
    const statuses = [];
    for (let n = 0; n < 7; n += 1)
      statuses.push((await change({ currentPassword: `guess ${n}`, newPassword: 'the rain has stopped' })).status);
    expect(statuses.at(-1)).toBe(429);
  });

  it('takes two hundred characters, and they sign in', async () => {
    const { owner } = cast.clinic;
    const long = 'a verse of many words '.repeat(10).trim();
    expect((await change({ currentPassword: owner.password, newPassword: long })).status).toBe(204);
    expect((await enter(owner.email, long)).status).toBe(200);
  });

  it('ends a change of address that somebody else asked for', async () => {
    const { owner } = cast.clinic;
    await ana('POST', '/api/me/email', { body: { email: 'eve@evil.example', password: owner.password } });
    const token = await lastToken();
    await change({ currentPassword: owner.password, newPassword: 'the rain has stopped' });
    expect((await nobody('POST', '/api/auth/confirm-email', { body: { token } })).status).toBe(410);
  });
});

describe('changing the e-mail address', () => {
  const ask = (body: object) => ana('POST', '/api/me/email', { body });
  const confirm = (token: string) => nobody('POST', '/api/auth/confirm-email', { body: { token } });

  it('happens when the new address confirms it; the old one is told before and after', async () => {
    const { owner } = cast.clinic;
    const kinds = await kindsAfter(() => ask({ email: 'Ana@New.example', password: owner.password }));
    expect(kinds).toEqual(['confirm_email', 'email_change_asked']);
    expect((await ana('GET', '/api/me')).body.person).toMatchObject({ email: owner.email, pendingEmail: 'ana@new.example' });
    const token = await lastToken();
    expect((await mailed()).at(-1)?.to).toBe('ana@new.example');
    expect(await kindsAfter(async () => expect((await confirm(token)).body).toEqual({ email: 'ana@new.example' }))).toEqual([
      'email_changed',
    ]);
    expect((await ana('GET', '/api/me')).body.person).toMatchObject({ email: 'ana@new.example', emailVerified: true, pendingEmail: null });
    expect((await confirm(token)).status).toBe(410);
    expect((await enter(owner.email, owner.password)).status).toBe(401);
    expect((await enter('ana@new.example', owner.password)).status).toBe(200);
  });

  it('ends links that were mailed to the old address', async () => {
    const { owner } = cast.clinic;
    await ask({ email: 'ana@new.example', password: owner.password });
    const token = await lastToken();
    await nobody('POST', '/api/auth/forgot-password', { body: { login: owner.email } });
    const old = await lastToken();
    await confirm(token);
    expect((await nobody('POST', '/api/auth/reset-password', { body: { token: old, password: 'the rain has stopped' } })).status).toBe(410);
  });

  it('tells nobody but the mailbox that an address has an account', async () => {
    const { owner } = cast.clinic;
    const answers: object[] = [];
    const kinds = await kindsAfter(async () => {
      const { status, body } = await ask({ email: cast.festival.owner.email, password: owner.password });
      answers.push({ status, body });
    });
    const free = await ask({ email: 'free@clinic.example', password: owner.password });
    expect(answers).toEqual([{ status: free.status, body: free.body }]);
    expect(kinds).toEqual(['email_taken']);
  });

  it('asks for the password, and for a code where there is a second factor', async () => {
    const { owner } = cast.clinic;
    expect((await ask({ email: 'x@clinic.example', password: 'wrong password' })).body.error.code).toBe('accounts.invalid_password');
    const begun = await ana('POST', '/api/auth/two-factor/enable', { body: { password: owner.password } });
    const confirmed = await ana('POST', '/api/auth/two-factor/verify-totp', { body: { code: totp(begun.body.totpURI) } });
    const headers = browserHeaders(confirmed);
    const asked = (code?: string) =>
      nobody('POST', '/api/me/email', {
        body: { email: 'x@clinic.example', password: owner.password, ...(code ? { code } : {}) },
        headers,
      });
    expect((await asked()).body.error.details.field).toBe('code');
    expect((await asked('123456')).body.error.code).toBe('accounts.invalid_code');
    // Our own clock looks at this one.
    const code = totp(begun.body.totpURI, app.clock.now());
    expect((await asked(code)).status).toBe(204);
    expect((await asked(code)).body.error.code).toBe('accounts.invalid_code');
  });

  it('proves the address an account has, when asked to', async () => {
    await app.database.asOwner('unprove', [plain('update auth."user" set "emailVerified" = false')]);
    expect((await ana('POST', '/api/me/email/confirmation')).status).toBe(204);
    const token = await lastToken();
    expect((await confirm(token)).body).toEqual({ email: cast.clinic.owner.email });
    expect((await ana('GET', '/api/me')).body.person.emailVerified).toBe(true);
    const before = app.told.length;
    expect((await ana('POST', '/api/me/email/confirmation')).status).toBe(204);
    await app.organizations.mail.idle();
    expect(app.told).toHaveLength(before);
  });
});

describe('sessions', () => {
  const firefox = 'Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0';

  it('are listed with device and last use, and ended one by one or all others', async () => {
    const { owner } = cast.clinic;
    const phone = await enter(owner.email, owner.password, { 'user-agent': firefox });
    const { body } = await ana('GET', '/api/me/sessions');
    expect(body.items).toHaveLength(2);
    const other = body.items.find((one: { current: boolean }) => !one.current);
    expect(other).toMatchObject({ browser: 'Firefox', system: 'Android', address: '127.0.0.1' });
    expect(JSON.stringify(body)).not.toContain('token');
    expect((await ana('DELETE', `/api/me/sessions/${other.id}`)).status).toBe(204);
    expect((await nobody('GET', '/api/me', { headers: browserHeaders(phone) })).status).toBe(401);
    const tablet = await signIn(app.server, owner);
    expect((await ana('POST', '/api/me/sessions/end-others')).status).toBe(204);
    expect((await tablet('GET', '/api/me')).status).toBe(401);
    expect((await ana('GET', '/api/me')).status).toBe(200);
  });

  it('of others are not there', async () => {
    const ben = await signIn(app.server, cast.festival.owner);
    const { body } = await ben('GET', '/api/me/sessions');
    expect((await ana('DELETE', `/api/me/sessions/${body.items[0].id}`)).status).toBe(404);
    expect((await ben('GET', '/api/me')).status).toBe(200);
  });

  it('end when they are not used, and in the end though they are', async () => {
    const hour = 3_600_000;
    const idle = await signIn(app.server, cast.clinic.owner);
    for (let n = 0; n < 6; n += 1) {
      await app.clock.skip(hour * 1.5);
      expect((await ana('GET', '/api/me')).status, `after ${(n + 1) * 1.5} hours`).toBe(200);
    }
    expect((await idle('GET', '/api/me')).status).toBe(401);
    await app.clock.skip(hour * 1.5);
    expect((await ana('GET', '/api/me')).status).toBe(401);
  });

  it('that were not used for too long do not serve the second factor either', async () => {
    await app.clock.skip(3 * 3_600_000);
    const answer = await ana('POST', '/api/auth/two-factor/verify-totp', { body: { code: '123456' } });
    expect(answer.body.error.code).toBe('accounts.invalid_two_factor_cookie');
  });

  it('have another name after signing in, and the one before ends', async () => {
    const { owner } = cast.clinic;
    const first = browserHeaders(await enter(owner.email, owner.password));
    const second = browserHeaders(await enter(owner.email, owner.password, { cookie: first.cookie ?? '' }));
    expect(second.cookie).not.toBe(first.cookie);
    expect((await nobody('GET', '/api/me', { headers: first })).status).toBe(401);
    expect((await nobody('GET', '/api/me', { headers: second })).status).toBe(200);
  });

  it('are known by a signed cookie only', async () => {
    const [rows] = await app.database.asOwner('look', [plain('select token from auth.session limit 1')]);
    const token = String(rows?.rows[0]?.token);
    for (const cookie of [token, `${token}.`, `${token}.AAAA`, `${token}.${'A'.repeat(43)}=`, '%', '.x']) {
      expect((await nobody('GET', '/api/me', { headers: { cookie: `baraza.session_token=${cookie}` } })).status, cookie).toBe(401);
    }
  });
});

describe('a change asked for with a session', () => {
  const patch = (headers: Record<string, string>) => nobody('PATCH', '/api/me', { body: { name: 'Eve' }, headers });

  it('needs the origin and the token, in every tab the same', async () => {
    const { owner } = cast.clinic;
    const mine = browserHeaders(await enter(owner.email, owner.password));
    const { cookie = '', 'baraza-csrf': csrf = '' } = mine;
    expect((await nobody('GET', '/api/me', { headers: { cookie } })).body.csrfToken).toBe(csrf);
    const theirs = browserHeaders(await enter(cast.festival.owner.email, cast.festival.owner.password));
    for (const [what, headers, code] of [
      ['no token', { cookie, origin: testUrl }, 'csrf_token'],
      ['the cookie of it alone', { cookie, origin: testUrl, 'x-csrf': csrf }, 'csrf_token'],
      ['another session’s', { cookie, origin: testUrl, 'baraza-csrf': theirs['baraza-csrf'] ?? '' }, 'csrf_token'],
      ['cut short', { cookie, origin: testUrl, 'baraza-csrf': csrf.slice(1) }, 'csrf_token'],
      ['no origin', { cookie, 'baraza-csrf': csrf }, 'cross_site'],
      ['a foreign origin', { cookie, 'baraza-csrf': csrf, origin: 'https://evil.example' }, 'cross_site'],
      ['origin null', { cookie, 'baraza-csrf': csrf, origin: 'null' }, 'cross_site'],
      ['a neighbour under the same domain', { cookie, 'baraza-csrf': csrf, origin: testUrl, 'sec-fetch-site': 'same-site' }, 'cross_site'],
    ] as const) {
      expect((await patch(headers as Record<string, string>)).body.error?.code, what).toBe(code);
    }
    for (const _tab of [1, 2]) expect((await patch({ ...mine, 'BARAZA-CSRF': csrf })).status).toBe(200);
  });

  it('needs the token for the second factor too, and in an organization', async () => {
    const { owner } = cast.clinic;
    const { cookie = '', origin = '' } = browserHeaders(await enter(owner.email, owner.password));
    const headers = { cookie, origin };
    const enable = await nobody('POST', '/api/auth/two-factor/enable', { body: { password: owner.password }, headers });
    expect(enable.body.error.code).toBe('csrf_token');
    expect((await nobody('PATCH', '/api/organization', { body: { name: 'Eve' }, headers })).body.error.code).toBe('csrf_token');
  });
});

it('names its cookies so that over https no other host can set them', async () => {
  const safe = await createTestApp({ publicUrl: 'https://chat.example.org' });
  const { owner } = cast.clinic;
  const answer = await asNobody(safe.server)('POST', '/api/auth/sign-in', {
    body: { login: owner.email, password: owner.password },
    headers: { origin: 'https://chat.example.org' },
  });
  const [session, csrf] = answer.headers['set-cookie'] as string[];
  expect(session).toMatch(/^__Host-baraza\.session_token=[^;]+;/);
  expect(session).toMatch(/; Path=\/;/);
  expect(session).toMatch(/; Secure/);
  expect(session).not.toMatch(/Domain=/i);
  expect(csrf).toMatch(/; Secure$/);
  const { cookie = '' } = browserHeaders(answer);
  expect((await asNobody(safe.server)('GET', '/api/me', { headers: { cookie } })).status).toBe(200);
  const plainName = cookie.replace('__Host-', '');
  expect((await asNobody(safe.server)('GET', '/api/me', { headers: { cookie: plainName } })).status).toBe(401);
  await safe.server.close();
});
