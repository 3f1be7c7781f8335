import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { type Ask, asker, signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';

const app = await createTestApp();
let cast: Cast;
let ana: Ask;
beforeEach(async () => {
  cast = await app.reset();
  ana = await signIn(app.server, cast.clinic.owner);
});
afterAll(() => app.server.close());

const day = 24 * 3_600_000;
const withKey = (key: string): Ask => asker(app.server, { authorization: `Bearer ${key}` });
const make = async (body: object) => (await ana('POST', '/api/api-keys', { body: { name: 'crm', ...body } })).body;
const inDays = (days: number) => new Date(app.clock.now().getTime() + days * day).toISOString();

describe('the scopes of a key', () => {
  it('are everything a key may do when nobody says otherwise', async () => {
    const made = await make({});
    expect(made).toMatchObject({ everything: true, scopes: [...app.registry.permissionsOfApiKey].sort() });
    expect((await withKey(made.key)('GET', '/api/channels')).status).toBe(200);
  });

  it('are all it may do, and what is missing is named', async () => {
    const made = await make({ scopes: ['contacts.read'] });
    expect(made).toMatchObject({ everything: false, scopes: ['contacts.read'] });
    const ask = withKey(made.key);
    expect((await ask('GET', '/api/contacts')).status).toBe(200);
    const refused = await ask('GET', '/api/conversations');
    expect(refused.status).toBe(403);
    expect(refused.body.error).toMatchObject({ code: 'forbidden', details: { permission: 'conversations.read' } });
  });

  it('are never more than their maker has: not by name, and not by saying nothing', async () => {
    await playRole(app, cast.clinic, 'developer');
    const named = await ana('POST', '/api/api-keys', { body: { name: 'x', scopes: ['conversations.read'] } });
    expect(named.status).toBe(403);
    expect(named.body.error.details.permission).toBe('conversations.read');
    const made = await make({});
    expect(made.everything).toBe(false);
    expect(made.scopes).toContain('turns.read');
    expect(made.scopes).not.toContain('conversations.read');
    expect((await withKey(made.key)('GET', '/api/conversations')).status).toBe(403);
  });

  it.each([
    ['members.change', 'scopes[0]'],
    ['nobody.knows', 'scopes[0]'],
  ])('refuse %s, which no key can have', async (scope, field) => {
    const answer = await ana('POST', '/api/api-keys', { body: { name: 'x', scopes: [scope] } });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details.field).toBe(field);
  });
});

describe('a key that expires', () => {
  it('says so from seven days before, and is refused from that moment on', async () => {
    const made = await make({ expiresAt: inDays(30) });
    expect(made.notice).toBeNull();
    const shown = async () => (await ana('GET', '/api/api-keys')).body.items[0];
    await app.clock.advance(23 * day);
    ana = await signIn(app.server, cast.clinic.owner);
    expect((await shown()).notice).toMatchObject({ code: 'expires_soon', message: expect.stringContaining('7 days') });
    await app.clock.advance(7 * day - 1000);
    const ask = withKey(made.key);
    expect((await ask('GET', '/api/organization')).status).toBe(200);
    await app.clock.advance(1000);
    const refused = await ask('GET', '/api/organization');
    expect(refused.status).toBe(401);
    expect(refused.body.error.message).toMatch(/expired/);
    ana = await signIn(app.server, cast.clinic.owner);
    expect((await shown()).notice.code).toBe('expired');
  });

  it('cannot be made for a time that is over', async () => {
    const answer = await ana('POST', '/api/api-keys', { body: { name: 'x', expiresAt: inDays(0) } });
    expect(answer.body.error.details.field).toBe('expiresAt');
  });
});

describe('a key that reads contacts', () => {
  it.each([
    [['contacts.read'], 'sees_nobody'],
    [['conversations.read', 'messages.send'], 'sees_nobody'],
    [['contacts.read', 'contacts.see_all'], undefined],
    [['channels.read'], undefined],
    [undefined, undefined],
  ])('with %j says when it would find none: %s', async (scopes, code) => {
    const made = await make(scopes ? { scopes } : {});
    expect(made.notice?.code).toBe(code);
    expect((await ana('GET', '/api/api-keys')).body.items[0].notice?.code).toBe(code);
  });

  it('and sees none finds an empty list, so it is told what it lacks', async () => {
    const { contactId } = await seedConversation(app, cast.clinic);
    const [blind, seeing] = [await make({ scopes: ['contacts.read'] }), await make({ scopes: ['contacts.read', 'contacts.see_all'] })];
    expect((await withKey(blind.key)('GET', '/api/contacts')).body.items).toEqual([]);
    expect((await withKey(seeing.key)('GET', '/api/contacts')).body.items.map(({ id }: { id: string }) => id)).toContain(contactId);
  });
});

describe('rotating a key', () => {
  const rotate = (id: string, graceHours?: number) =>
    ana('POST', `/api/api-keys/${id}/rotate`, { body: graceHours === undefined ? {} : { graceHours } });
  const status = async (key: string) => (await withKey(key)('GET', '/api/organization')).status;

  it('lets both secrets work until the grace is over', async () => {
    const made = await make({});
    const rotated = (await rotate(made.id, 2)).body;
    expect(rotated.key).not.toBe(made.key);
    expect(new Date(rotated.previousUntil).getTime() - app.clock.now().getTime()).toBe(2 * 3_600_000);
    expect([await status(made.key), await status(rotated.key)]).toEqual([200, 200]);
    await app.clock.advance(2 * 3_600_000);
    expect([await status(made.key), await status(rotated.key)]).toEqual([401, 200]);
  });

  it('ends the old secret at once without grace, and the oldest of three in any case', async () => {
    const made = await make({});
    const second = (await rotate(made.id, 168)).body;
    const third = (await rotate(made.id, 168)).body;
    expect([await status(made.key), await status(second.key), await status(third.key)]).toEqual([401, 200, 200]);
    const fourth = (await rotate(made.id, 0)).body;
    expect([await status(second.key), await status(third.key), await status(fourth.key)]).toEqual([401, 401, 200]);
    expect(fourth.previousUntil).toBeNull();
  });

  it('is for those only who may do everything the key may, and not for a revoked one', async () => {
    const made = await make({});
    await playRole(app, cast.clinic, 'developer');
    expect((await rotate(made.id)).status).toBe(403);
    await playRole(app, cast.clinic, 'owner');
    await ana('DELETE', `/api/api-keys/${made.id}`);
    expect((await rotate(made.id)).body.error.code).toBe('organizations.key_revoked');
    expect(await status(made.key)).toBe(401);
  });

  it('takes at most seven days of grace', async () => {
    const made = await make({});
    expect((await rotate(made.id, 169)).body.error.details.field).toBe('graceHours');
  });
});
