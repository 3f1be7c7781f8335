import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { type Ask, asKey, signIn } from '#tests/kit/request.ts';

const app = await createTestApp();
let cast: Cast;
let ana: Ask;
let ben: Ask;

beforeEach(async () => {
  cast = await app.reset();
  ana = await signIn(app.server, cast.clinic.owner);
  ben = await signIn(app.server, cast.festival.owner);
});
afterAll(() => app.server.close());

const secrets = { appSecret: 'app-secret-1', verifyToken: 'verify-1', accessToken: 'access-1' };
const settings = { phoneNumberId: '100000000000001', businessAccountId: '200000000000001', displayPhoneNumber: '15550001111' };
const wanted = { type: 'whatsapp', name: 'Main line', settings, secrets, assistant: { kind: 'echo' } };
const find = (number = settings.phoneNumberId) => app.directory.find('whatsapp.number', [number]);

describe('connecting a channel', () => {
  it('stores it, seals its secrets, and never shows them again', async () => {
    const made = await ana('POST', '/api/channels', { body: wanted });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(made.body).toMatchObject({
      state: 'active',
      settings: { ...settings, graphUrl: 'https://graph.facebook.com' },
      secretsSet: ['appSecret', 'verifyToken', 'accessToken'],
      limits: { perSecond: 80, pair: { burst: 45, everySeconds: 6 } },
      abilities: { windowHours: 24, textLength: 4096, files: { image: { types: ['image/jpeg', 'image/png'] } }, templates: true },
    });
    const shown = JSON.stringify([
      made.body,
      (await ana('GET', '/api/channels')).body,
      (await ana('GET', `/api/channels/${made.body.id}`)).body,
    ]);
    const [stored] = await app.database.asOwner('look', [
      plain('select (select json_agg(c) from channels c)::text || (select json_agg(d) from directory d)::text as all'),
    ]);
    for (const secret of Object.values(secrets)) {
      expect(shown).not.toContain(secret);
      expect(stored?.rows[0]?.all).not.toContain(secret);
    }
  });

  it('makes its webhooks find it at once, with the secrets opened', async () => {
    expect(await find()).toEqual([]);
    const made = await ana('POST', '/api/channels', { body: wanted });
    const [channel] = await find();
    expect(channel).toMatchObject({
      organizationId: cast.clinic.id,
      channelId: made.body.id,
      type: 'whatsapp',
      secrets,
      organizationName: 'Nuru Clinic',
      privateAddresses: false,
    });
  });

  it('refuses a number that is connected elsewhere, and stores nothing of it', async () => {
    await ana('POST', '/api/channels', { body: wanted });
    const taken = await ben('POST', '/api/channels', { body: wanted });
    expect(taken.status).toBe(409);
    expect(taken.body.error.code).toBe('channels.number_taken');
    expect((await ben('GET', '/api/channels')).body.items).toEqual([]);
  });

  it('lets two channels share a business account and a verify token, even of two organizations', async () => {
    await ana('POST', '/api/channels', { body: wanted });
    const other = { ...wanted, settings: { ...settings, phoneNumberId: '100000000000002' } };
    expect((await ben('POST', '/api/channels', { body: other })).status).toBe(201);
    const shared = await app.directory.find('whatsapp.verify', ['verify-1']);
    expect(shared.map((channel) => channel.organizationId).sort()).toEqual([cast.clinic.id, cast.festival.id].sort());
  });

  it.each([
    [{ type: 'pigeon' }, 'type'],
    [{ settings: { ...settings, phoneNumberId: 'abc' } }, 'settings.phoneNumberId'],
    [{ settings: { ...settings, phoneNumber: '1' } }, 'settings.phoneNumber'],
    [{ secrets: { appSecret: 'x' } }, 'secrets.verifyToken'],
    [{ secrets: { ...secrets, token: 'x' } }, 'secrets.token'],
    [{ assistant: { kind: 'oracle' } }, 'assistant.kind'],
    [{ limits: { perSecond: 0 } }, 'limits.perSecond'],
    [{ settings: { ...settings, graphUrl: 'http://127.0.0.1:9900' } }, 'settings.graphUrl'],
    [{ settings: { ...settings, graphUrl: 'http://[::1]/' } }, 'settings.graphUrl'],
    [{ settings: { ...settings, phoneNumberId: 100 } }, 'settings.phoneNumberId'],
    [{ assistant: { kind: 'echo', quietMs: 'long' } }, 'assistant.quietMs'],
    [{ secrets: { ...secrets, accessToken: 'half \ud83d' } }, 'secrets.accessToken'],
  ])('refuses %j, naming the field', async (change, field) => {
    const answer = await ana('POST', '/api/channels', { body: { ...wanted, ...change } });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details.field).toBe(field);
  });
});

describe('the address of a provider', () => {
  it.each([
    ['http://graph.example.org', 'settings.graphUrl must begin with https://, because the channel’s secrets are sent there.'],
    ['https://10.0.0.7/', /^settings\.graphUrl is an address on a private network\. Name a public one, or /],
    ['https://user:secret@graph.example.org', /^settings\.graphUrl must not hold a user name or password; /],
    ['https://user@graph.example.org', /^settings\.graphUrl must not hold a user name or password; /],
    ['https://graph.example.org/?to=', 'settings.graphUrl must end before any "?" or "#".'],
    ['ftp://graph.example.org', 'settings.graphUrl must be a web address that begins with https://, such as https://graph.facebook.com.'],
    [5, 'settings.graphUrl must be a web address that begins with https://, such as https://graph.facebook.com.'],
  ])('%s is refused when connecting and when changing: %s', async (graphUrl, message) => {
    const refused = await ana('POST', '/api/channels', { body: { ...wanted, settings: { ...settings, graphUrl } } });
    const { body: made } = await ana('POST', '/api/channels', { body: wanted });
    const unchanged = await ana('PATCH', `/api/channels/${made.id}`, { body: { settings: { graphUrl }, secrets } });
    for (const { status, body } of [refused, unchanged]) {
      expect(status).toBe(400);
      expect(body.error.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
      expect(body.error.details.field).toBe('settings.graphUrl');
    }
  });
});

it('names every fault of a channel at once: an unknown field hides no wrong value', async () => {
  const { accessToken, ...others } = secrets;
  const body = {
    ...wanted,
    settings: { ...settings, phoneNumberId: 'abc', colour: 'red' },
    secrets: { ...others, acessToken: accessToken },
  };
  const answer = await ana('POST', '/api/channels', { body });
  expect(answer.status).toBe(400);
  expect(answer.body.error.details.fields.map((fault: { field: string }) => fault.field)).toEqual([
    'settings.colour',
    'secrets.acessToken',
    'settings.phoneNumberId',
    'secrets.accessToken',
  ]);
});

it('names an unknown field once, also where a channel’s own schema refuses it', async () => {
  const answer = await ana('POST', '/api/channels', { body: { ...wanted, type: 'simulator', settings: { colour: 'red' }, secrets: {} } });
  expect(answer.body.error.details.fields).toEqual([{ field: 'settings.colour', message: 'is not a field of this kind of channel' }]);
});

it('asks a gateway for no verify token when the connection is checked', async () => {
  const gateway = { gateway: 'bot', url: 'https://bot.example/in', abilities: { textLength: 2000, buttons: 3, listRows: 0 } };
  const signingSecret = 'a secret that both sides have agreed upon';
  const made = await ana('POST', '/api/channels', { body: { ...wanted, type: 'gateway', settings: gateway, secrets: { signingSecret } } });
  const { steps } = (await ana('POST', `/api/channels/${made.body.id}/check`)).body;
  expect(steps.map(({ step }: { step: string }) => step)).toEqual(['channel', 'address', 'webhook']);
});

describe('changing a channel', () => {
  it('keeps what is not named, and takes effect at once', async () => {
    const { body: made } = await ana('POST', '/api/channels', { body: wanted });
    await find();
    const changed = await ana('PATCH', `/api/channels/${made.id}`, {
      body: { secrets: { appSecret: 'rotated' }, limits: { perSecond: 20 } },
    });
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    expect(changed.body).toMatchObject({ name: 'Main line', limits: { perSecond: 20, pair: { burst: 45 } } });
    const [channel] = await find();
    expect(channel?.secrets).toEqual({ ...secrets, appSecret: 'rotated', previous: { appSecret: 'app-secret-1' } });
  });

  it('moves it to another number: the old one leads nowhere', async () => {
    const { body: made } = await ana('POST', '/api/channels', { body: wanted });
    await ana('PATCH', `/api/channels/${made.id}`, { body: { settings: { phoneNumberId: '100000000000009' } } });
    expect(await find()).toEqual([]);
    expect(await find('100000000000009')).toHaveLength(1);
  });

  it('does not send stored secrets to another server', async () => {
    const { body: made } = await ana('POST', '/api/channels', { body: wanted });
    const elsewhere = { settings: { graphUrl: 'https://graph.evil.example' } };
    const refused = await ana('PATCH', `/api/channels/${made.id}`, { body: elsewhere });
    expect(refused.status).toBe(400);
    expect(refused.body.error.details.field).toBe('secrets.appSecret');
    expect((await ana('PATCH', `/api/channels/${made.id}`, { body: { ...elsewhere, secrets } })).status).toBe(200);
  });

  it('stops and starts it', async () => {
    const { body: made } = await ana('POST', '/api/channels', { body: wanted });
    expect((await ana('POST', `/api/channels/${made.id}/disable`)).body.state).toBe('disabled');
    expect(await find()).toMatchObject([{ state: 'disabled' }]);
    expect((await ana('POST', `/api/channels/${made.id}/enable`)).body.state).toBe('active');
    expect(await find()).toHaveLength(1);
  });

  it('with new secrets brings a paused one back', async () => {
    const { body: made } = await ana('POST', '/api/channels', { body: wanted });
    await app.database.asOwner('pause', [
      plain(`update channels set state = 'paused', trouble = '{"code":"token","reason":"r","advice":"a"}' where id = $1`, [made.id]),
    ]);
    expect((await ana('GET', `/api/channels/${made.id}`)).body).toMatchObject({ state: 'paused', trouble: { code: 'token' } });
    const mended = await ana('PATCH', `/api/channels/${made.id}`, { body: { secrets: { accessToken: 'fresh' } } });
    expect(mended.body).toMatchObject({ state: 'active', trouble: null });
  });
});

describe('the directory of channels', () => {
  it('asks the database once for a number, however often it is asked', async () => {
    await ana('POST', '/api/channels', { body: wanted });
    const before = app.database.roundTrips;
    await Promise.all(Array.from({ length: 50 }, () => find()));
    expect(app.database.roundTrips - before).toBe(2);
    await find();
    expect(app.database.roundTrips - before).toBe(2);
  });

  it('forgets after 30 seconds what another process may have changed', async () => {
    await ana('POST', '/api/channels', { body: wanted });
    await find();
    await app.database.asOwner('elsewhere', [plain("update channels set name = 'Renamed'")]);
    expect((await find())[0]?.name).toBe('Main line');
    await app.clock.advance(30_000);
    expect((await find())[0]?.name).toBe('Renamed');
  });

  it('asks soon again for a number it did not know', async () => {
    await find();
    const before = app.database.roundTrips;
    await find();
    expect(app.database.roundTrips - before).toBe(0);
    await app.clock.advance(1000);
    await find();
    expect(app.database.roundTrips - before).toBe(1);
  });

  it('reads a channel again when a signature fails, at most once a second', async () => {
    await ana('POST', '/api/channels', { body: wanted });
    const [channel] = await find();
    if (!channel) throw new Error('not found');
    await app.clock.advance(1000);
    const before = app.database.roundTrips;
    for (let n = 0; n < 20; n += 1) await app.directory.refresh(channel);
    expect(app.database.roundTrips - before).toBe(1);
  });

  it('is not spoilt by a database that was away for a moment', async () => {
    await ana('POST', '/api/channels', { body: wanted });
    const { script } = app.database;
    app.database.script = () => Promise.reject(new Error('away'));
    await expect(find()).rejects.toThrow('away');
    app.database.script = script;
    expect(await find()).toHaveLength(1);
  });

  it('shows the channels of a disabled organization as disabled', async () => {
    await ana('POST', '/api/channels', { body: wanted });
    await app.database.asOwner('disable', [plain('update organizations set disabled_at = now() where id = $1', [cast.clinic.id])]);
    expect(await find()).toMatchObject([{ state: 'disabled' }]);
  });
});

it('shows what a channel received and did not answer, to those who may', async () => {
  const { channelId } = await seedConversation(app, cast.clinic);
  const log = await asKey(app.server, cast.clinic)('GET', `/api/channels/${channelId}/log`);
  expect(log.body.items).toMatchObject([{ kind: 'unreadable', reason: 'No sender.', raw: { a: 1 } }]);
});
