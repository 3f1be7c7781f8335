import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { onlyCountryOf, onlyZoneOf } from '#core/contacts/time-zone.ts';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type SeededConversation, seedConversation } from '#tests/kit/conversation.ts';
import { type Ask, asKey, signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';

const app = await createTestApp();
let cast: Cast;
let ask: Ask;
let seeded: SeededConversation;

beforeEach(async () => {
  cast = await app.reset();
  ask = asKey(app.server, cast.clinic);
  seeded = await seedConversation(app, cast.clinic);
});
afterAll(() => app.server.close());

const create = async (body: object) => (await ask('POST', '/api/contacts', { body })).body;
const phone = (address: string, channelType = 'sms') => ({ channelType, kind: 'phone', address });
const codeOf = (answer: { body: { error?: { code: string } } }) => answer.body.error?.code;

describe('what is known of a contact', () => {
  it('is changed field by field, with a language there is', async () => {
    const path = `/api/contacts/${seeded.contactId}`;
    expect((await ask('PATCH', path, { body: { name: 'Amina Njeri', language: 'sw' } })).body).toMatchObject({
      name: 'Amina Njeri',
      language: 'sw',
      profileName: 'Amina',
    });
    expect((await ask('PATCH', path, { body: { name: null } })).body).toMatchObject({ name: 'Amina', language: 'sw' });
    for (const body of [{ language: 'klingon' }, { language: 'xx' }, { timeZone: 'Mars/Olympus' }, {}]) {
      expect((await ask('PATCH', path, { body })).status, JSON.stringify(body)).toBe(400);
    }
  });

  it('is their time: told, else their country’s if it has one, else the organization’s', async () => {
    const { id, timeZone } = await create({ identities: [phone('+254 712 345678')] });
    expect(timeZone).toEqual({ name: 'Africa/Nairobi', from: 'country' });
    expect((await ask('PATCH', `/api/contacts/${id}`, { body: { timeZone: 'Europe/Paris' } })).body.timeZone.from).toBe('told');
    const american = await create({ identities: [phone('+1 650 555 1234')] });
    expect(american.timeZone).toEqual({ name: 'UTC', from: 'organization' });
    expect(onlyZoneOf('US')).toBeNull();
    const zones = [
      'Africa/Nairobi',
      'Asia/Kolkata',
      'Asia/Calcutta',
      'Europe/Berlin',
      'America/New_York',
      'UTC',
      'Etc/GMT+3',
      'Nowhere/Here',
    ];
    expect(zones.map(onlyCountryOf)).toEqual(['KE', 'IN', 'IN', 'DE', 'US', null, null, null]);
  });
});

describe('an address', () => {
  it('is read with the organization’s country and stored one way', async () => {
    expect(codeOf(await ask('POST', '/api/contacts', { body: { identities: [phone('0712 345 678')] } }))).toBe('contacts.wrong_address');
    const ana = await signIn(app.server, cast.clinic.owner);
    expect((await ana('PATCH', '/api/organization', { body: { country: 'KE' } })).body.country).toBe('KE');
    const one = await create({
      identities: [phone('0712 345 678'), { channelType: 'email', kind: 'email', address: 'Amina@Example.ORG' }],
    });
    expect(one.identities).toEqual([
      { channelType: 'email', kind: 'email', address: 'amina@example.org' },
      { channelType: 'sms', kind: 'phone', address: '254712345678' },
    ]);
    for (const [kind, address] of [
      ['phone', '12'],
      ['phone', 'call me'],
      ['email', 'a@b'],
      ['email', 'a b@c.example'],
      ['bsuid', 'KE.1 2'],
    ]) {
      const answer = await ask('POST', `/api/contacts/${one.id}/identities`, { body: { channelType: 'x', kind, address } });
      expect(codeOf(answer), address).toBe('contacts.wrong_address');
    }
  });

  it('belongs to one contact; whose it is, is told to those who may see them', async () => {
    const one = await create({ identities: [phone('+254712345678')] });
    const two = await create({ name: 'Two' });
    const taken = await ask('POST', `/api/contacts/${two.id}/identities`, { body: phone('+254 712 345 678') });
    expect(taken.body.error).toMatchObject({ code: 'contacts.identity_taken', details: { contactId: one.id } });

    const ana = await signIn(app.server, cast.clinic.owner);
    await playRole(app, cast.clinic, 'clinician');
    const mine = (await ana('POST', '/api/contacts', { body: { name: 'Mine' } })).body;
    const hidden = await ana('POST', `/api/contacts/${mine.id}/identities`, { body: phone('+254712345678') });
    expect(hidden.body.error.details).toEqual({ field: 'address' });
  });

  it('is taken away, but not the last one where somebody could be waiting for an answer', async () => {
    await app.database.asOwner('type', [plain(`update channels set type = 'whatsapp' where id = $1`, [seeded.channelId])]);
    const path = `/api/contacts/${seeded.contactId}/identities`;
    const [own] = (await ask('GET', `/api/contacts/${seeded.contactId}`)).body.identities;
    expect(codeOf(await ask('POST', `${path}/remove`, { body: own }))).toBe('contacts.identity_needed');
    await ask('POST', path, { body: phone('+254712345678', 'whatsapp') });
    expect((await ask('POST', `${path}/remove`, { body: own })).body.identities).toEqual([phone('254712345678', 'whatsapp')]);
    expect((await ask('POST', `${path}/remove`, { body: own })).status).toBe(404);
  });
});

describe('search', () => {
  const found = async (q: string, by: Ask = ask) =>
    (await by('GET', `/api/contacts?q=${encodeURIComponent(q)}`)).body.items.map((one: { name: string }) => one.name);

  it('finds names without case and accents, in Arabic and Urdu letters that look alike, and parts of numbers and addresses', async () => {
    await create({ name: 'Zoë Müller', identities: [phone('+4915123456789')] });
    await create({ name: 'أحمد بن علي', identities: [{ channelType: 'email', kind: 'email', address: 'ahmed@nuru.example' }] });
    await create({ name: 'کلیم ہاشمی' });
    await create({ name: '100% Juma_B' });
    expect(await found('zoe muller')).toEqual(['Zoë Müller']);
    expect(await found('MÜLLER')).toEqual(['Zoë Müller']);
    expect(await found('احمد')).toEqual(['أحمد بن علي']);
    expect(await found('كليم هاشمي')).toEqual(['کلیم ہاشمی']);
    expect(await found('0151 2345')).toEqual(['Zoë Müller']);
    expect(await found('+49 151')).toEqual(['Zoë Müller']);
    expect(await found('ahmed@nuru')).toEqual(['أحمد بن علي']);
    expect(await found('0%')).toEqual(['100% Juma_B']);
    expect(await found('j_ma')).toEqual([]);
    expect(await found('nobody at all')).toEqual([]);
  });

  it('follows a new name and a new address', async () => {
    const { id } = await create({ name: 'Old' });
    await ask('PATCH', `/api/contacts/${id}`, { body: { name: 'Fresh' } });
    expect([await found('old'), await found('fresh')]).toEqual([[], ['Fresh']]);
    await ask('POST', `/api/contacts/${id}/identities`, { body: phone('+254712345678') });
    expect(await found('712345')).toEqual(['Fresh']);
  });

  it('sees nothing of another organization, and nothing without one', async () => {
    await seedConversation(app, cast.festival);
    expect(await found('amina')).toHaveLength(1);
    const look = plain(`select contact_id from search_contacts('{amina}', null, 10)`);
    const { nobody } = await app.database.script('look', null, { nobody: look });
    expect(nobody.rows).toEqual([]);
    const { own } = await app.database.script('look', cast.clinic.id, { own: look });
    expect(own.rows).toEqual([{ contact_id: seeded.contactId }]);
  });
});

describe('consent', () => {
  const path = () => `/api/contacts/${seeded.contactId}/consents`;
  const say = (body: object) => ask('POST', path(), { body: { conversationId: seeded.conversationId, reason: 'On the phone.', ...body } });
  const optedOut = async () => (await ask('GET', `/api/contacts/${seeded.contactId}`)).body.optedOut.length;

  it('recorded by a member takes effect, with who and why', async () => {
    expect((await say({ given: false })).body).toMatchObject({ given: false, author: 'api_key', reason: 'On the phone.', overrides: null });
    expect(await optedOut()).toBe(1);
    const sent = await ask('POST', `/api/conversations/${seeded.conversationId}/messages`, { body: { kind: 'text', text: 'hello' } });
    expect(codeOf(sent)).toBe('outbox.opted_out');
    expect((await say({ given: true })).status).toBe(201);
    expect(await optedOut()).toBe(0);
    const { items } = (await ask('GET', path())).body;
    expect(items.map((one: { given: boolean; author: string }) => [one.given, one.author])).toEqual([
      [true, 'api_key'],
      [false, 'api_key'],
      [true, 'contact'],
    ]);
    expect(items[2].messageId).toBe(seeded.inboundId);
  });

  it('never takes back a contact’s own stop unless that is said, and then shows it', async () => {
    const stop = app.ids.next();
    await app.database.asOwner('stop', [
      plain('update conversations set opted_out_at = $2 where id = $1', [seeded.conversationId, app.clock.now()]),
      plain(
        `insert into consents (organization_id, id, contact_id, conversation_id, given, message_id, word, created_at) values ($1, $2, $3, $4, false, $5, 'stop', $6)`,
        [cast.clinic.id, stop, seeded.contactId, seeded.conversationId, seeded.inboundId, app.clock.now()],
      ),
    ]);
    const refused = await say({ given: true });
    expect(refused.body.error).toMatchObject({ code: 'contacts.own_stop', details: { consentId: stop } });
    expect(await optedOut()).toBe(1);
    expect((await say({ given: true, overrideOwnStop: true })).body.overrides).toBe(stop);
    expect(await optedOut()).toBe(0);
  });

  it('is refused for another contact’s conversation', async () => {
    const other = await create({ name: 'Other' });
    const answer = await ask('POST', `/api/contacts/${other.id}/consents`, {
      body: { conversationId: seeded.conversationId, given: false, reason: 'x' },
    });
    expect(answer.status).toBe(404);
  });
});

describe('who sees which contact', () => {
  /** Everything that returns a contact, or what belongs to one. */
  const routes = (ids: SeededConversation): readonly [path: string, list: boolean][] => [
    ['/api/contacts', true],
    ['/api/contacts?q=amina', true],
    [`/api/contacts/${ids.contactId}`, false],
    [`/api/contacts/${ids.contactId}/consents`, false],
    [`/api/contacts/${ids.contactId}/merges`, false],
    [`/api/contacts/${ids.contactId}/extras`, false],
    ['/api/conversations', true],
    [`/api/conversations?contactId=${ids.contactId}`, true],
    [`/api/conversations/${ids.conversationId}`, false],
    [`/api/conversations/${ids.conversationId}/messages`, false],
    [`/api/conversations/${ids.conversationId}/turns`, false],
    [`/api/conversations/${ids.conversationId}/timeline`, false],
    [`/api/messages/${ids.outboundId}`, false],
    [`/api/turns/${ids.turnId}`, false],
    ['/api/failed-sends', true],
  ];

  it('is tried for every address below a contact that can be read', () => {
    // What a contact shares with one member and not with another is tried where it is kept: moods in modules/mood, profiles in modules/companion.
    const nouns = /^\/api\/(contacts|conversations|messages|turns|failed-sends)(?!.*\/(moods|companion|companion-summaries)$)(\/|$)/;
    const there = app.registry.routes.filter(({ method, path }) => method === 'GET' && nouns.test(path)).map(({ path }) => path);
    const tried = routes(seeded).map(([path]) => path.split('?')[0]?.replace(/[0-9a-f-]{36}/, ':id'));
    expect(new Set(tried)).toEqual(new Set(there));
  });

  it('a clinician sees those assigned to them, and from the next request on no more when that ends', async () => {
    const ana = await signIn(app.server, cast.clinic.owner);
    const { memberId } = (await ana('GET', '/api/organizations')).body.items[0];
    await playRole(app, cast.clinic, 'clinician');
    const look = async () => {
      for (const [path, list] of routes(seeded)) {
        const { status, body } = await ana('GET', path);
        expect({ path, status, items: list ? body.items.length : null }).toEqual({ path, status: 200, items: list ? 1 : null });
      }
    };
    await look();
    await ask('POST', `/api/contacts/${seeded.contactId}/unassign`, { body: { memberId } });
    for (const [path, list] of routes(seeded)) {
      const { status, body } = await ana('GET', path);
      expect({ path, status, items: list ? body.items.length : null }).toEqual({ path, status: list ? 200 : 404, items: list ? 0 : null });
      // Not seeing and not existing are told in the same words.
      if (!list) {
        const nobody = path.replace(/[0-9a-f-]{36}/, app.ids.next());
        expect(body.error.message, path).toBe((await ana('GET', nobody)).body.error.message);
      }
    }
    const write = (method: 'POST' | 'PATCH', path: string, body: object) => ana(method, path, { body });
    const refused = [
      await write('PATCH', `/api/contacts/${seeded.contactId}`, { name: 'x' }),
      await write('PATCH', `/api/conversations/${seeded.conversationId}`, { handler: 'people' }),
      await write('POST', `/api/conversations/${seeded.conversationId}/messages`, { kind: 'text', text: 'x' }),
      await ana('POST', `/api/failed-sends/${seeded.outboundId}/retry`),
    ];
    expect(refused.map((one) => one.status)).toEqual([404, 404, 404, 404]);
    await ask('POST', `/api/contacts/${seeded.contactId}/assign`, { body: { memberId } });
    await look();
  });

  it('assigning names a member of this organization', async () => {
    const foreign = (await (await signIn(app.server, cast.festival.owner))('GET', '/api/organizations')).body.items[0].memberId;
    for (const memberId of [foreign, app.ids.next()]) {
      const answer = await ask('POST', `/api/contacts/${seeded.contactId}/assign`, { body: { memberId } });
      expect(answer.body.error).toMatchObject({ code: 'bad_request', details: { field: 'memberId' } });
    }
  });
});
