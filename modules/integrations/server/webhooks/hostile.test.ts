import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { openReceiver } from '#tests/kit/receiver.ts';
import { asKey } from '#tests/kit/request.ts';

/** Addresses and receivers that mean us harm, and more work than there should be. */

const strict = await createTestApp();
const free = await createTestApp({ allowPrivateAddresses: true });
const receiver = await openReceiver();
let cast: Cast;
beforeEach(async () => {
  // Twice: the two programs make the same ids, and what one made must not be in the way of the other.
  await strict.reset();
  await free.reset();
  cast = await free.reset();
  receiver.reset();
});
afterAll(() => Promise.all([strict.server.close(), free.server.close(), receiver.close()]));

describe('an address in a subscription', () => {
  const refused = [
    'http://crm.example/hook',
    'https://user:word@crm.example/hook',
    'https://crm.example/hook#part',
    'https://localhost/hook',
    'https://api.localhost/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://10.0.0.8/',
    'https://169.254.169.254/latest/meta-data/',
    'https://192.168.0.1:8443/',
    'https://0.0.0.0/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://１２７.0.0.1/',
    'https://crm.example:25/',
    'https://crm.example:80/',
    'ftp://crm.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'not an address',
  ];

  it('is refused, naming the field, in every spelling of an address that is not for us', async () => {
    const ask = asKey(strict.server, cast.clinic);
    for (const url of refused) {
      const { status, body } = await ask('POST', '/api/webhook-subscriptions', { body: { url, events: ['channel.paused'] } });
      expect([url, status, body.error?.details.field]).toEqual([url, 400, 'url']);
    }
  });

  it.each(['https://crm.example/hook?tenant=7', 'https://crm.example:8443/', 'https://93.184.215.14/'])('%s is taken', async (url) => {
    const answer = await asKey(strict.server, cast.clinic)('POST', '/api/webhook-subscriptions', {
      body: { url, events: ['channel.paused'] },
    });
    expect(answer.status).toBe(201);
  });

  it('is asked about again at each connection: what has become private meanwhile gets nothing', async () => {
    const ask = asKey(strict.server, cast.clinic);
    const { id } = (await ask('POST', '/api/webhook-subscriptions', { body: { url: 'https://crm.example/', events: ['channel.paused'] } }))
      .body;
    const { channelId } = await seedConversation(strict, cast.clinic);
    for (const url of [receiver.url, receiver.url.replace('127.0.0.1', 'localhost')]) {
      await strict.database.asOwner('move', [
        plain('update webhook_subscriptions set url = $2 where id = $1', [id, url]),
        plain("update channels set state = 'active' where id = $1", [channelId]),
        plain("update channels set state = 'paused' where id = $1", [channelId]),
      ]);
      await strict.clock.advance(60_000);
      await strict.integrations.look();
    }
    expect(receiver.received).toEqual([]);
    const { items } = (await ask('GET', `/api/webhook-subscriptions/${id}/deliveries`)).body;
    expect(items.map((one: { state: string; problem: string }) => [one.state, one.problem])).toContainEqual([
      'waiting',
      expect.stringMatching(/private/),
    ]);
  });
});

describe('a receiver', () => {
  async function tell(): Promise<{ id: string; delivery: () => Promise<Record<string, unknown>> }> {
    const ask = asKey(free.server, cast.clinic);
    const made = await ask('POST', '/api/webhook-subscriptions', { body: { url: receiver.url, events: ['channel.paused'] } });
    const { channelId } = await seedConversation(free, cast.clinic);
    await free.database.asOwner('pause', [plain("update channels set state = 'paused' where id = $1", [channelId])]);
    await free.integrations.look();
    return {
      id: made.body.id,
      delivery: async () => (await ask('GET', `/api/webhook-subscriptions/${made.body.id}/deliveries`)).body.items[0],
    };
  }

  it('that points elsewhere is not followed', async () => {
    receiver.answer = () => ({ status: 307, headers: { location: `${receiver.url}/elsewhere` } });
    const { delivery } = await tell();
    expect(receiver.received).toHaveLength(1);
    expect(await delivery()).toMatchObject({ state: 'waiting', code: 307, problem: expect.stringMatching(/not followed/) });
  });

  it('whose answer never ends is cut, and its 2xx counts', async () => {
    receiver.answer = () => 'endless';
    const { delivery } = await tell();
    const { state, answer } = await delivery();
    expect(state).toBe('delivered');
    expect(answer).toHaveLength(2048);
  });

  it('that answers what no database can store is kept without it', async () => {
    receiver.answer = () => ({ status: 200, body: `a\0b${'é'.repeat(2000)}` });
    const { delivery } = await tell();
    expect((await delivery()).answer).toMatch(/^abé+$/);
  });

  it('that cannot be reached is tried again', async () => {
    const ask = asKey(free.server, cast.clinic);
    await ask('POST', '/api/webhook-subscriptions', { body: { url: 'http://127.0.0.1:1/', events: ['channel.paused'] } });
    const { delivery } = await tell();
    expect(await delivery()).toMatchObject({ state: 'delivered' });
    const { items } = (await ask('GET', '/api/webhook-subscriptions')).body;
    const dead = items.find((one: { url: string }) => one.url.endsWith(':1/'));
    const [waiting] = (await ask('GET', `/api/webhook-subscriptions/${dead.id}/deliveries`)).body.items;
    expect(waiting).toMatchObject({ state: 'waiting', code: null, problem: expect.stringMatching(/ECONNREFUSED/) });
  });
});

describe('more than there should be', () => {
  const events = (count: number) => `
    insert into webhook_events (organization_id, id, type, stream_id, data, occurred_at, created_at)
    select $1, gen_random_uuid(), 'channel.paused', gen_random_uuid(), '{}', $2, $2 from generate_series(1, ${count})`;

  it('a storm in one organization does not hide the event of another', async () => {
    for (const tenant of [cast.clinic, cast.festival]) {
      await asKey(free.server, tenant)('POST', '/api/webhook-subscriptions', { body: { url: receiver.url, events: ['channel.paused'] } });
    }
    await free.database.asOwner('storm', [
      plain(events(200), [cast.clinic.id, free.clock.now()]),
      plain(events(1), [cast.festival.id, free.clock.now()]),
    ]);
    await free.integrations.look();
    expect(receiver.received.filter(({ json }) => json.organization === cast.festival.id)).toHaveLength(1);
    for (let looks = 0; looks < 3; looks += 1) await free.integrations.look();
    expect(receiver.received).toHaveLength(201);
    expect(new Set(receiver.received.map(({ json }) => json.id)).size).toBe(201);
  });

  it('a thousand subscriptions of which most are dead: the living one gets its event at once', async () => {
    const ask = asKey(free.server, cast.clinic);
    const { id } = (await ask('POST', '/api/webhook-subscriptions', { body: { url: 'http://127.0.0.1:1/', events: ['channel.paused'] } }))
      .body;
    await free.database.asOwner('many', [
      plain(
        `insert into webhook_subscriptions (organization_id, id, url, events, sealed_secrets, created_at, changed_at)
         select organization_id, gen_random_uuid(), url, events, sealed_secrets, created_at, changed_at
         from webhook_subscriptions, generate_series(1, 999) where id = $1`,
        [id],
      ),
      plain(events(1), [cast.clinic.id, free.clock.now()]),
    ]);
    const other = asKey(free.server, cast.festival);
    await other('POST', '/api/webhook-subscriptions', { body: { url: receiver.url, events: ['channel.paused'] } });
    await free.integrations.look();
    await free.database.asOwner('one more', [plain(events(1), [cast.festival.id, free.clock.now()])]);
    await free.integrations.look();
    await free.integrations.look();
    expect(receiver.received).toHaveLength(1);
  });
});
