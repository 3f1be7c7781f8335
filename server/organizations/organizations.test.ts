import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createMasterKey } from '#platform/secrets.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type Ask, asKey, asker, asNobody, signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';
import { requireSecretKey } from './check-key.ts';

/** Of an invitation's link. */
const tokenIn = (link: string) => /token=(\w+)/.exec(link)?.[1] ?? '';

const app = await createTestApp();
let cast: Cast;
let ana: Ask;

beforeEach(async () => {
  cast = await app.reset();
  ana = await signIn(app.server, cast.clinic.owner);
});
afterAll(() => app.server.close());

/** Invites somebody, accepts as them, and signs in. */
async function join(email: string, role: string): Promise<{ memberId: string; ask: Ask }> {
  const invited = await ana('POST', '/api/invitations', { body: { email, role } });
  expect(invited.status, JSON.stringify(invited.body)).toBe(201);
  const token = tokenIn(invited.body.link);
  const person = { email, name: 'Juma', password: 'seven boats at anchor' };
  const accepted = await asNobody(app.server)('POST', '/api/invitations/accept', {
    body: { token, name: person.name, password: person.password },
  });
  expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
  return { memberId: accepted.body.memberId, ask: await signIn(app.server, person) };
}

describe('the organization', () => {
  it('changes what is named and keeps the rest', async () => {
    const answer = await ana('PATCH', '/api/organization', { body: { timeZone: 'Africa/Nairobi' } });
    expect(answer.body).toMatchObject({ slug: 'clinic', name: 'Nuru Clinic', timeZone: 'Africa/Nairobi' });
  });

  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ language: 'English please' }, 'language'],
    [{ name: '   ' }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ name: 'x'.repeat(121) }, 'name'],
    [{ slug: 'other' }, 'slug'],
  ])('refuses %j', async (body, field) => {
    const answer = await ana('PATCH', '/api/organization', { body });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details.field).toBe(field);
  });

  it('gets a slug from its name, another one when that is taken, and the asked one or none', async () => {
    const make = (body: unknown) => ana('POST', '/api/organizations', { body });
    expect((await make({ name: 'Clínica Ñandú & Co.' })).body.slug).toBe('clinica-nandu-co');
    expect((await make({ name: 'Festival' })).body.slug).toBe('festival-2');
    const taken = await make({ name: 'X', slug: 'festival' });
    expect(taken.status).toBe(409);
    expect(taken.body.error).toMatchObject({ code: 'organizations.slug_taken', details: { field: 'slug' } });
  });

  it('is made by owners only', async () => {
    await playRole(app, cast.clinic, 'admin');
    expect((await ana('POST', '/api/organizations', { body: { name: 'X' } })).body.error.code).toBe('organizations.owners_only');
  });
});

describe('invitations', () => {
  it('are made once for an Idempotency-Key: who lost the answer gets the link again', async () => {
    const ana = await signIn(app.server, cast.clinic.owner);
    const asked = { body: { email: 'juma@clinic.example', role: 'agent' }, headers: { 'idempotency-key': 'once' } };
    const first = await ana('POST', '/api/invitations', asked);
    const again = await ana('POST', '/api/invitations', asked);
    expect(first.body.link).toContain('token=');
    expect(again).toMatchObject({ status: 201, body: first.body });
  });

  it('make an account and a member, once', async () => {
    const { memberId } = await join('juma@clinic.example', 'agent');
    const member = await ana('GET', `/api/members/${memberId}`);
    expect(member.body).toMatchObject({ name: 'Juma', email: 'juma@clinic.example', role: 'agent', disabledAt: null });
    const list = await ana('GET', '/api/invitations');
    expect(list.body.items[0]).toMatchObject({ email: 'juma@clinic.example', state: 'accepted' });
    expect(JSON.stringify(list.body)).not.toContain('token');
  });

  it('make an account whose address nobody has proven, and which signs in all the same', async () => {
    await join('juma@clinic.example', 'agent');
    expect(await app.organizations.accounts.findByEmail('juma@clinic.example')).toMatchObject({ emailVerified: false });
    expect(await app.organizations.accounts.findByEmail(cast.clinic.owner.email)).toMatchObject({ emailVerified: true });
  });

  it('cannot be used again, after being revoked, or after seven days', async () => {
    const accept = (token: string | null) =>
      asNobody(app.server)('POST', '/api/invitations/accept', { body: { token, name: 'X', password: 'seven boats at anchor' } });
    const invite = async (email: string) => {
      const { body } = await ana('POST', '/api/invitations', { body: { email, role: 'agent' } });
      return { id: body.id as string, token: tokenIn(body.link) };
    };
    const used = await invite('one@clinic.example');
    expect((await accept(used.token)).status).toBe(200);
    const revoked = await invite('two@clinic.example');
    expect((await ana('DELETE', `/api/invitations/${revoked.id}`)).status).toBe(204);
    expect((await ana('DELETE', `/api/invitations/${revoked.id}`)).status).toBe(204);
    const old = await invite('three@clinic.example');
    await app.clock.advance(7 * 24 * 3_600_000 + 1);
    for (const { token } of [used, revoked, old, { token: 'made-up' }]) {
      const answer = await accept(token);
      expect(answer.status).toBe(410);
      expect(answer.body.error.code).toBe('organizations.invitation_unusable');
    }
    expect((await ana('DELETE', `/api/invitations/${used.id}`)).body.error.code).toBe('organizations.invitation_accepted');
  });

  it('opened twice at once make one member', async () => {
    const { body } = await ana('POST', '/api/invitations', { body: { email: 'juma@clinic.example', role: 'agent' } });
    const token = tokenIn(body.link);
    const accept = () =>
      asNobody(app.server)('POST', '/api/invitations/accept', { body: { token, name: 'X', password: 'seven boats at anchor' } });
    const answers = await Promise.all([accept(), accept(), accept()]);
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1);
    expect(answers.every((one) => one.status < 500)).toBe(true);
    expect((await ana('GET', '/api/members')).body.items).toHaveLength(2);
  });

  it('need the password of an account that exists, and slow guessing down', async () => {
    const { body } = await ana('POST', '/api/invitations', { body: { email: cast.festival.owner.email, role: 'agent' } });
    const token = tokenIn(body.link);
    const accept = (password: string) => asNobody(app.server)('POST', '/api/invitations/accept', { body: { token, password } });
    for (let n = 0; n < 6; n += 1) expect((await accept(`guess ${n}`)).body.error.code).toBe('organizations.account_exists');
    expect((await accept('guess')).status).toBe(429);
    await app.clock.advance(60_000);
    expect((await accept(cast.festival.owner.password)).status).toBe(200);
    const ben = await signIn(app.server, cast.festival.owner);
    expect((await ben('GET', '/api/organizations')).body.items.map((one: { slug: string }) => one.slug).sort()).toEqual([
      'clinic',
      'festival',
    ]);
  });

  it('are accepted by whoever is signed in to the invited account, and by nobody else', async () => {
    const { body } = await ana('POST', '/api/invitations', { body: { email: cast.festival.owner.email, role: 'agent' } });
    const token = tokenIn(body.link);
    expect((await ana('POST', '/api/invitations/accept', { body: { token } })).body.error.code).toBe('organizations.account_exists');
    const ben = await signIn(app.server, cast.festival.owner);
    expect((await ben('POST', '/api/invitations/accept', { body: { token } })).status).toBe(200);
  });

  it('are refused for members and for people already invited', async () => {
    const again = { body: { email: 'juma@clinic.example', role: 'agent' } };
    await ana('POST', '/api/invitations', again);
    expect((await ana('POST', '/api/invitations', again)).body.error.code).toBe('organizations.already_invited');
    expect((await ana('POST', '/api/invitations', { body: { email: 'ANA@clinic.example', role: 'agent' } })).body.error.code).toBe(
      'organizations.already_member',
    );
  });

  it('refuse a weak password, naming the field', async () => {
    const { body } = await ana('POST', '/api/invitations', { body: { email: 'juma@clinic.example', role: 'agent' } });
    const token = tokenIn(body.link);
    const answer = await asNobody(app.server)('POST', '/api/invitations/accept', { body: { token, name: 'Juma', password: 'short' } });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details.field).toBe('password');
  });
});

describe('members', () => {
  it('keep at least one owner', async () => {
    const [owner] = (await ana('GET', '/api/members')).body.items;
    for (const answer of [
      await ana('PATCH', `/api/members/${owner.id}`, { body: { role: 'agent' } }),
      await ana('POST', `/api/members/${owner.id}/disable`),
    ]) {
      expect(answer.status).toBe(409);
      expect(answer.body.error.code).toBe('organizations.last_owner');
    }
    const { memberId } = await join('juma@clinic.example', 'owner');
    expect((await ana('PATCH', `/api/members/${owner.id}`, { body: { role: 'agent' } })).status).toBe(200);
    expect((await ana('GET', `/api/members/${memberId}`)).body.role).toBe('owner');
  });

  it('cannot make themselves owners, nor touch one', async () => {
    const [owner] = (await ana('GET', '/api/members')).body.items;
    const { memberId, ask } = await join('juma@clinic.example', 'admin');
    expect((await ask('PATCH', `/api/members/${memberId}`, { body: { role: 'owner' } })).status).toBe(403);
    expect((await ask('POST', `/api/members/${owner.id}/disable`)).status).toBe(403);
    expect((await ask('POST', '/api/invitations', { body: { email: 'x@clinic.example', role: 'owner' } })).status).toBe(403);
  });

  it('lose access at once when disabled, and get it back when enabled', async () => {
    const { memberId, ask } = await join('juma@clinic.example', 'agent');
    expect((await ask('GET', '/api/organization')).status).toBe(200);
    expect((await ana('POST', `/api/members/${memberId}/disable`)).body.disabledAt).not.toBeNull();
    expect((await ask('GET', '/api/organization')).status).toBe(403);
    expect((await ana('POST', `/api/members/${memberId}/enable`)).body.disabledAt).toBeNull();
    expect((await ask('GET', '/api/organization')).status).toBe(200);
  });

  it('are listed page by page', async () => {
    await join('b@clinic.example', 'agent');
    await join('c@clinic.example', 'agent');
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await ana('GET', `/api/members?limit=1${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...body.items.map((one: { email: string }) => one.email));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(['ana@clinic.example', 'b@clinic.example', 'c@clinic.example']);
  });
});

describe('API keys', () => {
  it('are shown once, work at once, and end at once', async () => {
    const made = await ana('POST', '/api/api-keys', { body: { name: 'reporting' } });
    expect(made.status).toBe(201);
    expect(made.body.key).toMatch(/^brz_[0-9A-Za-z]{32}$/);
    const ask = asker(app.server, { authorization: `Bearer ${made.body.key}` });
    expect((await ask('GET', '/api/organization')).body.slug).toBe('clinic');
    expect(JSON.stringify((await ana('GET', '/api/api-keys')).body)).not.toContain(made.body.key);
    expect((await ana('DELETE', `/api/api-keys/${made.body.id}`)).status).toBe(204);
    expect((await ask('GET', '/api/organization')).status).toBe(401);
    expect((await ana('GET', '/api/api-keys')).body.items[0]).toMatchObject({ name: 'reporting', revokedAt: expect.any(String) });
  });

  it('cannot make more of themselves', async () => {
    expect((await asKey(app.server, cast.clinic)('POST', '/api/api-keys', { body: { name: 'x' } })).status).toBe(403);
  });
});

it('refuses to start with another secret key than the one it was set up with', async () => {
  const { database } = app;
  await expect(requireSecretKey(app)).resolves.toBeUndefined();
  const other = createMasterKey(Buffer.alloc(32, 9), app.ids);
  await expect(requireSecretKey({ database, masterKey: other })).rejects.toThrow(/BARAZA_SECRET_KEY is not the key/);
});
