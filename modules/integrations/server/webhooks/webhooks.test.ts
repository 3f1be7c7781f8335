import { createHmac } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type SeededConversation, seedConversation } from '#tests/kit/conversation.ts';
import { openReceiver } from '#tests/kit/receiver.ts';
import { type Ask, asKey, signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';

const app = await createTestApp({ allowPrivateAddresses: true });
const receiver = await openReceiver();
let cast: Cast;
let ask: Ask;
let seeded: SeededConversation;
beforeEach(async () => {
  cast = await app.reset();
  receiver.reset();
  ask = asKey(app.server, cast.clinic);
  seeded = await seedConversation(app, cast.clinic);
});
afterAll(() => Promise.all([app.server.close(), receiver.close()]));

const hour = 3_600_000;
async function subscribe(events: string[], more: object = {}) {
  const { status, body } = await ask('POST', '/api/webhook-subscriptions', { body: { url: receiver.url, events, ...more } });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}
const change = (state: object) => ask('PATCH', `/api/conversations/${seeded.conversationId}`, { body: state });
const types = () => receiver.received.map(({ json }) => json.type);
const deliveries = async (id: string) => (await ask('GET', `/api/webhook-subscriptions/${id}/deliveries`)).body.items;
/** Time passes, and what falls due on the way is done. */
async function pass(milliseconds: number) {
  await app.clock.advance(milliseconds);
  await app.integrations.look();
}

describe('making a subscription', () => {
  const asked = () => ({ body: { url: receiver.url, events: ['message.received'] }, headers: { 'idempotency-key': 'once' } });

  it('twice with one Idempotency-Key, after a lost answer, makes one and tells its secret again', async () => {
    const subscriptions = async () => (await ask('GET', '/api/webhook-subscriptions')).body.items.length;
    const before = await subscriptions();
    const first = await ask('POST', '/api/webhook-subscriptions', asked());
    const again = await ask('POST', '/api/webhook-subscriptions', asked());
    expect(first.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(await subscriptions()).toBe(before + 1);
  });

  it('and so does replacing its secret: the one that receivers know must not be pushed out', async () => {
    const { id } = await subscribe(['message.received']);
    const rotate = { headers: { 'idempotency-key': 'rotate' } };
    const first = await ask('POST', `/api/webhook-subscriptions/${id}/rotate-secret`, rotate);
    const again = await ask('POST', `/api/webhook-subscriptions/${id}/rotate-secret`, rotate);
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    expect(again.body).toEqual(first.body);
  });
});

describe('an event', () => {
  it('is posted once, signed, in the shape of the API, to whoever asked for it', async () => {
    const made = await subscribe(['conversation.handed_over']);
    await subscribe(['conversation.closed']);
    await change({ handler: 'people' });
    await app.integrations.look();
    await app.integrations.look();
    expect(types()).toEqual(['conversation.handed_over']);
    const [{ headers, body, json }] = receiver.received as [(typeof receiver.received)[number]];
    expect(json).toEqual({
      id: expect.any(String),
      type: 'conversation.handed_over',
      occurredAt: expect.any(String),
      organization: cast.clinic.id,
      data: (await ask('GET', `/api/conversations/${seeded.conversationId}`)).body,
    });
    const signed = `${headers['baraza-id']}.${headers['baraza-timestamp']}.${body}`;
    expect(headers['baraza-signature']).toBe(`${made.secret.id}=${createHmac('sha256', made.secret.secret).update(signed).digest('hex')}`);
    expect(headers['baraza-id']).toBe(json.id);
    expect(Number(headers['baraza-timestamp'])).toBe(Math.floor(app.clock.now().getTime() / 1000));
    expect((await deliveries(made.id))[0]).toMatchObject({ state: 'delivered', attempts: 1, code: 200, answer: 'ok', problem: null });
  });

  it('tells what was written in the phone app as sent, with what it quotes, as the API shows it', async () => {
    await subscribe(['message.received', 'message.sent']);
    const { ids, clock, directory } = app;
    const channel = await directory.byId(cast.clinic.id, seeded.channelId);
    if (!channel) throw new Error('The channel is gone.');
    const sender = { addresses: ['phone:254700000077'], recipient: { to: '254700000077' } };
    const [asked, answered] = [`wamid.${ids.next()}`, `wamid.${ids.next()}`];
    const said = { at: clock.now(), sender, kind: 'text' as const };
    await app.path.receive(channel, { messages: [{ ...said, providerId: asked, text: 'Open?' }], statuses: [], notices: [] });
    const echoes = [{ ...said, providerId: answered, text: 'Yes', quotes: asked }];
    await app.path.receive(channel, { messages: [], statuses: [], notices: [], echoes });
    await app.integrations.look();
    const told = receiver.received.find(({ json }) => json.data.author === 'phone_app')?.json;
    expect(told).toMatchObject({ type: 'message.sent', data: { text: 'Yes', quotesProviderId: asked, quotes: expect.any(String) } });
    expect(told?.data).toEqual((await ask('GET', `/api/messages/${told?.data.id}`)).body);
  });

  it('tells messages, contacts, turns and channels in their shapes, without secrets or evidence', async () => {
    await subscribe(['message.received', 'message.status', 'contact.created', 'contact.changed', 'turn.decided', 'channel.paused']);
    const other = await seedConversation(app, cast.clinic);
    await app.database.asOwner('happen', [
      plain("update messages set status = 'read', read_at = $2 where id = $1", [other.outboundId, app.clock.now()]),
      plain("update contacts set name = 'Amina N.' where id = $1", [other.contactId]),
      plain('update contacts set work = work where id = $1', [other.contactId]),
      plain("update channels set state = 'paused' where id = $1", [other.channelId]),
    ]);
    await app.integrations.look();
    const by = new Map(receiver.received.map(({ json }) => [json.type, json.data]));
    expect([...by.keys()].sort()).toEqual(
      ['channel.paused', 'contact.changed', 'contact.created', 'message.received', 'message.status', 'turn.decided'].sort(),
    );
    const shown = async (path: string) => (await ask('GET', path)).body;
    expect(by.get('message.status')).toEqual(await shown(`/api/messages/${other.outboundId}`));
    expect(by.get('message.received')).toEqual(await shown(`/api/messages/${other.inboundId}`));
    const { identities } = await shown(`/api/contacts/${other.contactId}`);
    expect(identities.length).toBeGreaterThan(0);
    const created = receiver.received.find(({ json }) => json.type === 'contact.created' && json.data.id === other.contactId);
    expect(created?.json.data).toMatchObject({ identities });
    expect(by.get('contact.changed')).toMatchObject({ id: other.contactId, name: 'Amina N.', identities });
    expect(by.get('turn.decided')).toMatchObject({ id: other.turnId, outcome: 'open', trace: [{}, {}] });
    expect(JSON.stringify(by.get('turn.decided'))).not.toMatch(/sealed|evidence/);
    expect(Object.keys(by.get('channel.paused')).sort()).toEqual(['id', 'name', 'state', 'trouble', 'type']);
  });

  it('is written for nobody when nobody asked, and for no other organization', async () => {
    await subscribe(['conversation.handed_over'], {});
    const foreign = await seedConversation(app, cast.festival);
    await asKey(app.server, cast.festival)('PATCH', `/api/conversations/${foreign.conversationId}`, { body: { handler: 'people' } });
    await change({ state: 'closed' });
    const [events] = await app.database.asOwner('look', [plain("select id from webhook_events where type <> 'channel.paused'")]);
    expect(events?.rows).toEqual([]);
  });
});

describe('an address that does not take it', () => {
  it('is tried again later and later, for a day; then the event is given up and can be replayed', async () => {
    const { id } = await subscribe(['conversation.closed']);
    receiver.answer = () => ({ status: 503, body: 'later' });
    await change({ state: 'closed' });
    await app.integrations.look();
    const [first] = await deliveries(id);
    expect(first).toMatchObject({ state: 'waiting', attempts: 1, code: 503, answer: 'later', problem: expect.stringContaining('503') });
    const wait = new Date(first.dueAt).getTime() - app.clock.now().getTime();
    expect(wait).toBeGreaterThanOrEqual(2500);
    expect(wait).toBeLessThanOrEqual(5000);
    for (let hours = 0; hours < 25; hours += 1) for (let quarter = 0; quarter < 4; quarter += 1) await pass(hour / 4);
    const [given] = await deliveries(id);
    expect(given).toMatchObject({ state: 'failed', dueAt: null });
    expect(given.attempts).toBeGreaterThan(15);
    const tried = receiver.received.length;
    await pass(24 * hour);
    expect(receiver.received.length).toBe(tried);
    expect(new Set(receiver.received.map(({ json }) => json.id)).size).toBe(1);

    receiver.reset();
    expect((await ask('POST', `/api/webhook-deliveries/${given.id}/replay`)).body).toMatchObject({ state: 'waiting', attempts: 0 });
    expect((await ask('POST', `/api/webhook-deliveries/${given.id}/replay`)).body.error.code).toBe('integrations.still_waiting');
    await app.integrations.look();
    expect(receiver.received.map(({ json }) => json.id)).toEqual([given.eventId]);
    expect((await deliveries(id))[0]).toMatchObject({ state: 'delivered', attempts: 1 });
  });

  it('holds back the later events of that conversation only', async () => {
    await subscribe(['conversation.closed', 'conversation.reopened', 'conversation.handed_over']);
    const other = await seedConversation(app, cast.clinic);
    receiver.answer = ({ json }) => ({ status: json.data.id === seeded.conversationId ? 500 : 200 });
    await change({ state: 'closed' });
    await change({ state: 'open' });
    await change({ handler: 'people' });
    await ask('PATCH', `/api/conversations/${other.conversationId}`, { body: { handler: 'people' } });
    await ask('PATCH', `/api/conversations/${other.conversationId}`, { body: { state: 'closed' } });
    for (let n = 0; n < 5; n += 1) await pass(1000);
    const told = (id: string) => receiver.received.filter(({ json }) => json.data.id === id).map(({ json }) => json.type);
    expect(told(other.conversationId)).toEqual(['conversation.handed_over', 'conversation.closed']);
    expect(new Set(told(seeded.conversationId))).toEqual(new Set(['conversation.closed']));
    receiver.reset();
    await pass(60_000);
    expect(types()).toEqual(['conversation.closed', 'conversation.reopened', 'conversation.handed_over']);
  });

  it('is disabled after three days, says why, and goes on when it is enabled', async () => {
    const { id } = await subscribe(['conversation.closed', 'conversation.reopened']);
    receiver.answer = () => ({ status: 500 });
    for (let day = 0; day < 4; day += 1) {
      await change({ state: day % 2 === 0 ? 'closed' : 'open' });
      for (let step = 0; step < 12; step += 1) await pass(2 * hour);
    }
    const shown = (await ask('GET', `/api/webhook-subscriptions/${id}`)).body;
    expect(shown).toMatchObject({ state: 'disabled', trouble: { code: 'integrations.failing', advice: expect.any(String) } });
    const tried = receiver.received.length;
    await change({ state: 'open' });
    await pass(hour);
    expect(receiver.received.length).toBe(tried);
    receiver.reset();
    const enabled = await ask('PATCH', `/api/webhook-subscriptions/${id}`, { body: { state: 'active' } });
    expect(enabled.body).toMatchObject({ state: 'active', trouble: null, failingSince: null });
    await pass(2 * hour);
    expect(receiver.received.length).toBeGreaterThan(0);
  });

  it('that is gone for good is disabled at once', async () => {
    const { id } = await subscribe(['conversation.closed']);
    receiver.answer = () => ({ status: 410 });
    await change({ state: 'closed' });
    await app.integrations.look();
    expect((await ask('GET', `/api/webhook-subscriptions/${id}`)).body).toMatchObject({
      state: 'disabled',
      trouble: { code: 'integrations.gone' },
    });
  });

  it('that was disabled is told to people once, without its path, until it is enabled or deleted', async () => {
    const { id } = await subscribe(['conversation.closed'], { url: `${receiver.url}?key=of-theirs` });
    const mine = ({ kind }: { kind: string }) => kind === 'integrations.subscription_disabled';
    const notices = async () => (await ask('GET', '/api/notices')).body.items.filter(mine);
    const stopIt = async () => {
      receiver.answer = () => ({ status: 410 });
      for (const state of ['open', 'closed']) await change({ state });
      await pass(hour);
    };
    await stopIt();
    expect(await notices()).toMatchObject([{ subject: id, text: expect.stringMatching(/410/) }]);
    expect(JSON.stringify(await notices())).toContain(new URL(receiver.url).host);
    expect(JSON.stringify(await notices())).not.toContain('of-theirs');
    receiver.answer = () => ({ status: 200 });
    await ask('PATCH', `/api/webhook-subscriptions/${id}`, { body: { state: 'active' } });
    expect(await notices()).toEqual([]);
    await pass(hour);
    await stopIt();
    expect(await notices()).toHaveLength(1);
    await ask('DELETE', `/api/webhook-subscriptions/${id}`);
    expect(await notices()).toEqual([]);
  });
});

describe('replaying a span of time', () => {
  it('delivers its events again in order, and no others', async () => {
    const { id } = await subscribe(['conversation.closed', 'conversation.reopened']);
    for (const state of ['closed', 'open', 'closed']) await change({ state });
    await app.integrations.look();
    const first = receiver.received.map(({ json }) => json);
    expect(first).toHaveLength(3);
    receiver.reset();
    const span = { from: first[1].occurredAt, to: first[2].occurredAt };
    expect((await ask('POST', `/api/webhook-subscriptions/${id}/replay`, { body: span })).body).toEqual({ count: 2 });
    expect((await ask('POST', `/api/webhook-subscriptions/${id}/replay`, { body: { ...span, state: 'failed' } })).body).toEqual({
      count: 0,
    });
    await app.integrations.look();
    expect(receiver.received.map(({ json }) => json.id)).toEqual([first[1].id, first[2].id]);
  });
});

describe('a secret', () => {
  it('is shown once, and two sign while one is being replaced', async () => {
    const made = await subscribe(['conversation.closed', 'conversation.reopened']);
    const rotated = (await ask('POST', `/api/webhook-subscriptions/${made.id}/rotate-secret`, { body: { graceHours: 1 } })).body;
    expect(rotated.keyIds).toEqual([rotated.secret.id, made.secret.id]);
    expect(JSON.stringify((await ask('GET', '/api/webhook-subscriptions')).body)).not.toContain('brs_');
    await change({ state: 'closed' });
    await app.integrations.look();
    const ids = () =>
      String(receiver.received.at(-1)?.headers['baraza-signature'])
        .split(', ')
        .map((one) => one.split('=')[0]);
    expect(ids()).toEqual([rotated.secret.id, made.secret.id]);
    await pass(hour);
    await change({ state: 'open' });
    await app.integrations.look();
    expect(ids()).toEqual([rotated.secret.id]);
  });
});

describe('who may', () => {
  it('have told what they may not read themselves: nobody', async () => {
    const ana = await signIn(app.server, cast.clinic.owner);
    const made = await subscribe(['message.received']);
    await playRole(app, cast.clinic, 'developer');
    const answer = await ana('POST', '/api/webhook-subscriptions', { body: { url: receiver.url, events: ['message.received'] } });
    expect(answer.status).toBe(403);
    expect(answer.body.error.details.permission).toBe('conversations.read');
    const elsewhere = await ana('PATCH', `/api/webhook-subscriptions/${made.id}`, { body: { url: 'https://else.example/' } });
    expect(elsewhere.status).toBe(403);
    expect((await ana('POST', '/api/webhook-subscriptions', { body: { url: receiver.url, events: ['channel.paused'] } })).status).toBe(201);
  });

  it('have every contact told without seeing every contact: no key', async () => {
    const ana = await signIn(app.server, cast.clinic.owner);
    const scopes = ['webhooks.change', 'webhooks.read', 'conversations.read', 'contacts.read', 'turns.read', 'channels.read'];
    const { key } = (await ana('POST', '/api/api-keys', { body: { name: 'CRM', scopes } })).body;
    const narrow = asKey(app.server, { apiKey: key });
    const made = await subscribe(['message.received']);
    for (const event of ['message.received', 'conversation.closed', 'contact.created', 'turn.decided']) {
      const answer = await narrow('POST', '/api/webhook-subscriptions', { body: { url: receiver.url, events: [event] } });
      expect(answer).toMatchObject({ status: 403, body: { error: { details: { permission: 'contacts.see_all' } } } });
    }
    expect((await narrow('PATCH', `/api/webhook-subscriptions/${made.id}`, { body: { url: 'https://else.example/' } })).status).toBe(403);
    expect((await narrow('POST', '/api/webhook-subscriptions', { body: { url: receiver.url, events: ['channel.paused'] } })).status).toBe(
      201,
    );
  });

  it('have more than fifty: nobody', async () => {
    for (let n = 0; n < 49; n += 1) await subscribe(['conversation.closed']);
    const answer = await ask('POST', '/api/webhook-subscriptions', { body: { url: receiver.url, events: ['conversation.closed'] } });
    expect(answer.body.error).toMatchObject({ code: 'integrations.too_many', details: { limit: 50 } });
    await change({ state: 'closed' });
    // Sixteen of one organization are under way at once.
    for (let looks = 0; looks < 4; looks += 1) await app.integrations.look();
    expect(receiver.received).toHaveLength(49);
    expect(new Set(receiver.received.map(({ json }) => json.id)).size).toBe(1);
  });
});
