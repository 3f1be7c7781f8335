import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, testUrl } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type Ask, asKey, asNobody, browserHeaders, signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';
import { startMailServer } from '#tests/kit/smtp.ts';
import { totp } from '#tests/kit/totp.ts';
import { firstRunUrl } from './first-run.ts';

const smtp = await startMailServer();
const app = await createTestApp({ mailServer: { url: smtp.url, from: 'baraza@chat.example' } });
const nobody = asNobody(app.server);
let cast: Cast;
let ana: Ask;

beforeEach(async () => {
  cast = await app.reset();
  await app.clock.advance(3_600_000);
  smtp.taken.length = 0;
  ana = await signIn(app.server, cast.clinic.owner);
});
afterAll(async () => {
  await app.server.close();
  await smtp.close();
});

const juma = { email: 'juma@clinic.example', name: 'Juma', password: 'seven boats at anchor' };
const invite = async (email = juma.email, role = 'agent') => (await ana('POST', '/api/invitations', { body: { email, role } })).body;
const tokenIn = (text: string) => /token=(\w+)/.exec(text.replaceAll('=\r\n', '').replaceAll('=3D', '='))?.[1] ?? '';
/** The token of the link in the newest mail. */
async function mailedToken(): Promise<string> {
  await app.organizations.mail.idle();
  return tokenIn(smtp.taken.at(-1) ?? '');
}
const accept = (token: string, more: object = { name: juma.name, password: juma.password }) =>
  nobody('POST', '/api/invitations/accept', { body: { token, ...more } });

/** Invites Juma, accepts as him, and signs in. */
async function join(role = 'agent'): Promise<{ memberId: string; ask: Ask }> {
  const { link } = await invite(juma.email, role);
  const { memberId } = (await accept(tokenIn(link))).body;
  return { memberId, ask: await signIn(app.server, juma) };
}

describe('an invitation by mail', () => {
  it('names who invites, to what, and as what; its link is another than the one that is shown', async () => {
    const made = await invite();
    expect(made).toMatchObject({ mailed: true, link: expect.stringContaining('/invitation#token=') });
    const token = await mailedToken();
    expect(smtp.taken[0]).toContain('To: juma@clinic.example');
    expect(smtp.taken[0]).toContain('Subject: Ana Wanjiru invites you to Nuru Clinic');
    expect(token).not.toBe(tokenIn(made.link));
    for (const one of [token, tokenIn(made.link)]) {
      expect((await nobody('POST', '/api/invitations/open', { body: { token: one } })).body).toEqual({
        organization: { name: 'Nuru Clinic' },
        email: juma.email,
        role: 'agent',
        hasAccount: false,
      });
    }
  });

  it('proves the address by the mailed link, not by the shown one; using one ends both', async () => {
    const first = await invite();
    const mailed = await mailedToken();
    expect((await accept(mailed)).status).toBe(200);
    expect((await accept(tokenIn(first.link))).status).toBe(410);
    expect(await app.organizations.accounts.findByEmail(juma.email)).toMatchObject({ emailVerified: true });
    const second = await invite('amina@clinic.example');
    await accept(tokenIn(second.link), { name: 'Amina', password: juma.password });
    expect(await app.organizations.accounts.findByEmail('amina@clinic.example')).toMatchObject({ emailVerified: false });
  });

  it('is renewed with new links for another seven days, also when it was revoked', async () => {
    const made = await invite();
    const old = await mailedToken();
    await ana('DELETE', `/api/invitations/${made.id}`);
    await app.clock.skip(6 * 86_400_000);
    const renewed = await ana('POST', `/api/invitations/${made.id}/renew`);
    expect(renewed.body).toMatchObject({ id: made.id, state: 'open', mailed: true });
    const newer = await mailedToken();
    await app.clock.skip(6 * 86_400_000);
    for (const token of [old, tokenIn(made.link)]) expect((await accept(token)).status).toBe(410);
    expect((await accept(newer)).status).toBe(200);
    expect((await ana('POST', `/api/invitations/${made.id}/renew`)).body.error.code).toBe('organizations.invitation_accepted');
  });

  it('to an owner is renewed by owners only', async () => {
    const made = await invite(juma.email, 'owner');
    await playRole(app, cast.clinic, 'admin');
    expect((await ana('POST', `/api/invitations/${made.id}/renew`)).status).toBe(403);
  });

  it('to somebody with a second factor needs them signed in: the password alone is not enough', async () => {
    const { owner } = cast.festival;
    const ben = await signIn(app.server, owner);
    const begun = await ben('POST', '/api/auth/two-factor/enable', { body: { password: owner.password } });
    const signedIn = await ben('POST', '/api/auth/two-factor/verify-totp', { body: { code: totp(begun.body.totpURI) } });
    const { link } = await invite(owner.email);
    expect((await accept(tokenIn(link), { password: owner.password })).body.error.code).toBe('organizations.account_exists');
    const answer = await nobody('POST', '/api/invitations/accept', { body: { token: tokenIn(link) }, headers: browserHeaders(signedIn) });
    expect(answer.status).toBe(200);
  });

  it('that cannot be sent leaves one notice, which closes when mail works again', async () => {
    smtp.moods.push('550', '550');
    await invite('one@clinic.example');
    await invite('two@clinic.example');
    await app.organizations.mail.idle();
    const { items } = (await ana('GET', '/api/notices')).body;
    expect(items).toMatchObject([{ kind: 'organizations.mail_failed', text: expect.stringContaining('does not take this address (550)') }]);
    expect(JSON.stringify(items)).not.toContain('@clinic.example');
    expect((await (await signIn(app.server, cast.festival.owner))('GET', '/api/notices')).body.items).toEqual([]);
    await invite('three@clinic.example');
    await app.organizations.mail.idle();
    expect((await ana('GET', '/api/notices')).body.items).toEqual([]);
  });
});

describe('a second factor that a role needs', () => {
  it('keeps the person out of that organization until there is one, and out of nothing else', async () => {
    const { ask } = await join('admin');
    expect((await ana('PATCH', '/api/organization', { body: { secondFactorRoles: ['admin'] } })).body.secondFactorRoles).toEqual(['admin']);
    for (const path of ['/api/organization', '/api/contacts', '/api/members']) {
      const answer = await ask('GET', path);
      expect({ status: answer.status, code: answer.body.error.code }).toEqual({
        status: 403,
        code: 'organizations.second_factor_required',
      });
    }
    expect((await ask('POST', '/api/organization/leave')).status).toBe(403);
    expect((await ask('GET', '/api/me')).body.organizations).toMatchObject([
      { slug: 'clinic', secondFactorRequired: true, blockedBy: 'second_factor' },
    ]);
    const begun = await ask('POST', '/api/auth/two-factor/enable', { body: { password: juma.password } });
    const confirmed = await ask('POST', '/api/auth/two-factor/verify-totp', { body: { code: totp(begun.body.totpURI) } });
    const headers = browserHeaders(confirmed);
    expect((await nobody('GET', '/api/organization', { headers })).status).toBe(200);
    expect((await nobody('GET', '/api/me', { headers })).body.organizations[0].blockedBy).toBeNull();
    // The owner's role does not need one.
    expect((await ana('GET', '/api/organization')).status).toBe(200);
  });

  it('is asked for by owners only', async () => {
    await playRole(app, cast.clinic, 'admin');
    const answer = await ana('PATCH', '/api/organization', { body: { secondFactorRoles: ['agent'] } });
    expect(answer.body.error).toMatchObject({ code: 'forbidden', details: { permission: 'organization.secure' } });
    expect((await ana('PATCH', '/api/organization', { body: { name: 'Nuru' } })).status).toBe(200);
  });

  it('is shown of the members to those who look after them', async () => {
    const { ask } = await join('agent');
    expect((await ana('GET', '/api/members')).body.items.map((one: { secondFactor: boolean }) => one.secondFactor)).toEqual([false, false]);
    expect((await ask('GET', '/api/members')).body.items[0].secondFactor).toBeNull();
    expect((await asKey(app.server, cast.clinic)('GET', '/api/members')).body.items[0].secondFactor).toBeNull();
  });
});

describe('members', () => {
  it('were last seen in this organization, to the minute', async () => {
    const { memberId, ask } = await join();
    const seen = async () => (await ana('GET', `/api/members/${memberId}`)).body.lastSeenAt;
    expect(await seen()).toBeNull();
    await ask('GET', '/api/organization');
    const first = await seen();
    expect(first).toBe(app.clock.now().toISOString());
    await app.clock.advance(59_000);
    await ask('GET', '/api/organization');
    expect(await seen()).toBe(first);
    await app.clock.advance(2000);
    await ask('GET', '/api/organization');
    expect(await seen()).not.toBe(first);
  });

  it('leave, and only an invitation that they accept brings them back', async () => {
    const { memberId, ask } = await join();
    expect((await ask('POST', '/api/organization/leave')).status).toBe(204);
    expect((await ask('GET', '/api/organization')).status).toBe(403);
    expect((await ask('GET', '/api/me')).body.organizations).toEqual([]);
    expect((await ana('GET', `/api/members/${memberId}`)).body.leftAt).not.toBeNull();
    expect((await ana('POST', `/api/members/${memberId}/enable`)).body.error.code).toBe('organizations.member_left');
    const { link } = await invite(juma.email, 'admin');
    expect((await accept(tokenIn(link), { password: juma.password })).body.memberId).toBe(memberId);
    expect((await ana('GET', `/api/members/${memberId}`)).body).toMatchObject({ role: 'admin', leftAt: null, disabledAt: null });
    expect((await ask('GET', '/api/organization')).status).toBe(200);
  });

  it('do not leave when they are the last owner, and keys do not leave', async () => {
    expect((await ana('POST', '/api/organization/leave')).body.error.code).toBe('organizations.last_owner');
    expect((await asKey(app.server, cast.clinic)('POST', '/api/organization/leave')).status).toBe(403);
  });

  it('who were disabled do not come back by an older invitation', async () => {
    const { memberId } = await join();
    await ana('POST', `/api/members/${memberId}/disable`);
    expect((await ana('POST', '/api/invitations', { body: { email: juma.email, role: 'agent' } })).body.error.code).toBe(
      'organizations.already_member',
    );
  });
});

describe('the first run of a page', () => {
  const token = new URL(firstRunUrl(app.masterKey, testUrl)).searchParams.get('token') ?? '';
  const form = { token, name: 'Ana Wanjiru', organization: 'Nuru Clinic', email: 'ana@clinic.example', password: 'rain on the tin roof' };
  const check = (given: string) => nobody('GET', `/api/first-run?token=${given}`);
  const make = (body: object) => nobody('POST', '/api/first-run', { body });

  beforeEach(() => app.empty());

  it('makes owner and organization once, and mails a link that proves the address', async () => {
    expect((await nobody('GET', '/api/installation')).body.firstRun).toBe(true);
    expect((await check(token)).status).toBe(204);
    const made = await make({ ...form, language: 'sw', timeZone: 'Africa/Nairobi' });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(made.body.organization).toMatchObject({ slug: 'nuru-clinic', language: 'sw', timeZone: 'Africa/Nairobi' });
    const owner = await signIn(app.server, form);
    expect((await owner('GET', '/api/me')).body.person).toMatchObject({ emailVerified: false, preferences: { language: 'sw' } });
    const confirmed = await nobody('POST', '/api/auth/confirm-email', { body: { token: await mailedToken() } });
    expect(smtp.taken[0]).toContain('Habari Ana Wanjiru,');
    expect(confirmed.body).toEqual({ email: form.email });
    expect((await check(token)).body.error.code).toBe('organizations.first_run_over');
    expect((await make({ ...form, email: 'eve@evil.example' })).status).toBe(410);
  });

  it('opens with the printed token only, and says which field is wrong', async () => {
    for (const given of ['guess', `${token}x`]) expect((await check(given)).body.error.code).toBe('organizations.first_run_token');
    expect((await make({ ...form, token: 'guess' })).status).toBe(403);
    expect((await make({ ...form, password: 'short' })).body.error.details.field).toBe('password');
    expect((await make({ ...form, email: 'ana' })).body.error.details.field).toBe('email');
    expect((await nobody('GET', '/api/installation')).body.firstRun).toBe(true);
  });

  it('serves one of two who send it at once', async () => {
    const answers = await Promise.all([make(form), make({ ...form, email: 'eve@evil.example' })]);
    expect(answers.map((one) => one.status).sort()).toEqual([201, 410]);
  });
});
