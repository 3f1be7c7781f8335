import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, testUrl } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type Ask, asNobody, browserHeaders, signIn } from '#tests/kit/request.ts';
import { totp } from '#tests/kit/totp.ts';

/** Somebody who means ill, at every door an account has. What each flow does for those who mean well stands in the tests beside this one. */

const app = await createTestApp();
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
const forgot = (login: string, headers: Record<string, string> = {}) =>
  nobody('POST', '/api/auth/forgot-password', { body: { login }, headers });

/** A second factor for Ana, who goes on in the session that begins with it. */
async function secondFactor(): Promise<{ uri: string; codes: string[] }> {
  const { password } = cast.clinic.owner;
  const begun = await ana('POST', '/api/auth/two-factor/enable', { body: { password } });
  const headers = browserHeaders(await ana('POST', '/api/auth/two-factor/verify-totp', { body: { code: totp(begun.body.totpURI) } }));
  ana = (method, path, asking = {}) => nobody(method, path, { ...asking, headers: { ...headers, ...asking.headers } });
  return { uri: begun.body.totpURI, codes: begun.body.backupCodes };
}
/** Between password and code. */
const half = async () => browserHeaders(await enter(cast.clinic.owner.email, cast.clinic.owner.password));

describe('who guesses', () => {
  it.each([
    ['as it is', (email: string) => email],
    ['with spaces', (email: string, n: number) => `${' '.repeat(n)}${email}`],
    ['in another case by turns', (email: string, n: number) => (n % 2 ? email.toUpperCase() : email)],
  ])('has no more attempts by writing the name %s', async (_how, written) => {
    const statuses = [];
    for (let n = 0; n < 8; n += 1) statuses.push((await enter(written(cast.clinic.owner.email, n), `guess number ${n}`)).status);
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });

  it('learns from being slowed down as little of an account that is there as of one that is not', async () => {
    const tried = async (login: string) => {
      const answers = [];
      for (let n = 0; n < 8; n += 1) {
        const { status, body } = await enter(`${' '.repeat(n % 3)}${n % 2 ? login.toUpperCase() : login}`, `guess number ${n}`, {
          'x-forwarded-for': `192.0.2.${n}`,
        });
        answers.push([status, body.error.code]);
      }
      return answers;
    };
    const there = await tried(cast.clinic.owner.email);
    await app.clock.advance(3_600_000);
    expect(await tried('nobody@clinic.example')).toEqual(there);
  });

  it('has no mailbox filled by writing the address in another way', async () => {
    const { email } = cast.clinic.owner;
    const statuses = [];
    for (const login of [email, email.toUpperCase(), ` ${email}`, `${email} `, `  ${email}  `, email])
      statuses.push((await forgot(login)).status);
    await app.organizations.mail.idle();
    expect(app.told.length).toBeLessThanOrEqual(3);
    expect(statuses).toContain(429);
  });
});

describe('who has a code that was used', () => {
  it('does not come in by a backup code that two give at the same moment', async () => {
    const { codes } = await secondFactor();
    const headers = [await half(), await half()];
    const give = (one: Record<string, string>) =>
      nobody('POST', '/api/auth/two-factor/verify-backup-code', { body: { code: codes[0] }, headers: one });
    const answers = await Promise.all(headers.map(give));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('does not come in by the challenge of a sign-in that is done', async () => {
    const { uri, codes } = await secondFactor();
    const headers = await half();
    const give = (path: string, code: string) => nobody('POST', `/api/auth/two-factor/${path}`, { body: { code }, headers });
    expect((await give('verify-totp', totp(uri, new Date(), 1))).status).toBe(200);
    const again = await give('verify-backup-code', codes[1] ?? '');
    expect(again.body.error.code).toBe('accounts.invalid_two_factor_cookie');
  });

  it('cannot put another second factor in the place of one that is on', async () => {
    const { uri } = await secondFactor();
    const { password } = cast.clinic.owner;
    const answer = await ana('POST', '/api/auth/two-factor/enable', { body: { password } });
    expect(answer.status, JSON.stringify(answer.body)).toBeGreaterThanOrEqual(400);
    const headers = await half();
    const code = totp(uri, new Date(), 1);
    expect((await nobody('POST', '/api/auth/two-factor/verify-totp', { body: { code }, headers })).status).toBe(200);
  });

  it('has done nothing when only the password was given', async () => {
    await secondFactor();
    const headers = await half();
    const { password } = cast.clinic.owner;
    for (const [method, path, body] of [
      ['GET', '/api/me'],
      ['PATCH', '/api/me', { name: 'Eve' }],
      ['POST', '/api/me/password', { currentPassword: password, newPassword: 'the rain has stopped' }],
      ['GET', '/api/me/sessions'],
      ['GET', '/api/organization'],
      ['POST', '/api/auth/two-factor/disable', { password }],
      ['POST', '/api/auth/two-factor/get-totp-uri', { password }],
      ['POST', '/api/auth/two-factor/generate-backup-codes', { password }],
    ] as const)
      expect((await nobody(method, path, { headers, ...(body ? { body } : {}) })).status, path).toBe(401);
  });
});

describe('who sends another host', () => {
  it.each<Record<string, string>>([{ host: 'evil.example' }, { 'x-forwarded-host': 'evil.example' }, { forwarded: 'host=evil.example' }])(
    '%j gets no link to it mailed',
    async (headers) => {
      await forgot(cast.clinic.owner.email, headers);
      await ana('POST', '/api/invitations', { body: { email: 'new@clinic.example', role: 'agent' }, headers });
      await app.organizations.mail.idle();
      expect(app.told.length).toBeGreaterThan(0);
      expect(app.told.join('\n')).not.toContain('evil');
    },
  );

  it('comes in nowhere with a session', async () => {
    const mine = browserHeaders(await enter(cast.clinic.owner.email, cast.clinic.owner.password));
    for (const origin of ['https://evil.example', 'https://evil.example.baraza.test', 'http://evil.example:80', 'null']) {
      const answer = await nobody('PATCH', '/api/me', {
        body: { name: 'Eve' },
        headers: { ...mine, origin, 'x-forwarded-host': 'evil.example' },
      });
      expect(answer.body.error?.code, origin).toBe('cross_site');
    }
  });
});

describe('who has an invitation that is over', () => {
  const invite = async (email: string, role = 'agent') => {
    const { body } = await ana('POST', '/api/invitations', { body: { email, role } });
    return { id: body.id as string, token: /token=(\w+)/.exec(body.link)?.[1] ?? '' };
  };
  const accept = (token: string, more: object = { name: 'Eve', password: 'a long enough password' }) =>
    nobody('POST', '/api/invitations/accept', { body: { token, ...more } });

  it('joins once, also of two who come at the same moment', async () => {
    const { token } = await invite('eve@clinic.example');
    const answers = await Promise.all([accept(token), accept(token)]);
    expect(answers.filter(({ status }) => status === 200 || status === 201)).toHaveLength(1);
    expect((await accept(token)).status).toBe(410);
    const members = (await ana('GET', '/api/members')).body.items.filter((one: { email: string }) => one.email === 'eve@clinic.example');
    expect(members).toHaveLength(1);
  });

  it('does not join by a link that was revoked, or replaced, and learns nothing of the organization', async () => {
    const first = await invite('eve@clinic.example');
    await ana('DELETE', `/api/invitations/${first.id}`);
    const second = await invite('mallory@clinic.example');
    await ana('POST', `/api/invitations/${second.id}/renew`);
    for (const { token } of [first, second]) {
      const shown = await nobody('POST', '/api/invitations/open', { body: { token } });
      expect(shown.status).toBe(410);
      expect(JSON.stringify(shown.body)).not.toContain('clinic');
      expect((await accept(token)).status).toBe(410);
    }
  });

  it('does not take somebody else’s account by being signed in to another', async () => {
    const { token } = await invite(cast.festival.owner.email);
    const eve = await ana('POST', '/api/invitations/accept', { body: { token } });
    expect(eve.body.error?.code).toBe('organizations.account_exists');
  });

  it('guesses no password of the invited, who is slowed down as at signing in', async () => {
    const { token } = await invite(cast.festival.owner.email);
    const statuses = [];
    for (let n = 0; n < 8; n += 1) statuses.push((await accept(token, { password: `guess ${n}` })).status);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('who goes to an organization that is not theirs', () => {
  it('is told the same of one that is there and of one that is not', async () => {
    const answers = [];
    for (const organization of ['festival', cast.festival.id, 'no-such-place'])
      answers.push(await ana('GET', '/api/members', { headers: { 'baraza-organization': organization } }));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  it('is out at the next request when somebody disables them, with every session they have', async () => {
    const { body } = await ana('POST', '/api/invitations', { body: { email: 'eve@clinic.example', role: 'agent' } });
    const token = /token=(\w+)/.exec(body.link)?.[1];
    await nobody('POST', '/api/invitations/accept', { body: { token, name: 'Eve', password: 'a long enough password' } });
    const eve = await signIn(app.server, { email: 'eve@clinic.example', password: 'a long enough password' });
    expect((await eve('GET', '/api/organization')).status).toBe(200);
    const { items } = (await ana('GET', '/api/members')).body;
    const member = items.find((one: { email: string }) => one.email === 'eve@clinic.example');
    const disabled = await ana('POST', `/api/members/${member.id}/disable`);
    expect(disabled.status).toBeLessThan(300);
    expect((await eve('GET', '/api/organization')).status).toBeGreaterThanOrEqual(400);
  });
});
