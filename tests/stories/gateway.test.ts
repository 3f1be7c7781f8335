import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { signatureHeaders } from '#platform/signature.ts';
import { openReceiver } from '#tests/kit/receiver.ts';
import { openStory } from '#tests/kit/story.ts';
import { startGateway } from '#tools/example-gateway/gateway.ts';

const story = await openStory();
const secret = 'a secret both sides have agreed upon';
const gateway = await startGateway({
  baraza: new URL(story.webhookUrl).origin,
  gateway: 'bot-builder',
  secret,
  now: () => story.clock.now().getTime(),
});
const receiver = await openReceiver();
let channelId: string;
beforeEach(async () => {
  await story.reset();
  gateway.shown.length = 0;
  receiver.reset();
  channelId = await connect(gateway.url);
});
afterAll(async () => {
  await story.end();
  await gateway.close();
  await receiver.close();
});

async function connect(url: string, more: object = {}): Promise<string> {
  const answer = await story.ask('POST', '/api/channels', {
    body: {
      type: 'gateway',
      name: 'Bot builder',
      settings: { gateway: url === gateway.url ? 'bot-builder' : 'other', url, ...more },
      secrets: { signingSecret: secret },
      assistant: { kind: 'echo' },
    },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}

const messages = async () =>
  (await story.rows('select * from messages order by created_at, direction, position')) as Record<string, unknown>[];

describe('the example gateway', () => {
  test('brings what people write and shows what is answered, in order', async () => {
    for (const text of ['Habari', 'Ni mimi']) expect(await gateway.say('amina', text)).toBe(200);
    await story.settled();
    expect(gateway.shown.map(({ to, text }) => `${to}: ${text}`)).toEqual(['amina: echo: Habari', 'amina: echo: Ni mimi']);
    expect((await messages()).filter((one) => one.direction === 'out').map((one) => one.status)).toEqual(['sent', 'sent']);
  });

  test('waits for what is answered when it asks to', async () => {
    expect(await gateway.ask('amina', 'Habari')).toEqual({ texts: ['echo: Habari'], done: true });
    const id = gateway.shown[0]?.id ?? '';
    expect(await gateway.report(id, 'read')).toBe(200);
    const { body } = await story.ask('GET', `/api/messages/${id}`);
    expect(body).toMatchObject({ status: 'read', providerId: `ours-${id}` });
    expect(await messages()).toMatchObject([{ direction: 'in' }, { direction: 'out', duplicates: 0 }]);
  });

  test('says what became of a message', async () => {
    await gateway.say('amina', 'Habari');
    await story.settled();
    const id = gateway.shown[0]?.id ?? '';
    expect(await gateway.report(id, 'read')).toBe(200);
    expect(await gateway.report(id, 'delivered')).toBe(200);
    expect((await story.ask('GET', `/api/messages/${id}`)).body).toMatchObject({ status: 'read', providerId: `ours-${id}` });
  });
});

describe('a request of a gateway', () => {
  const body = JSON.stringify({ messages: [{ id: 'm1', from: { id: 'amina' }, text: 'Habari' }] });
  const post = (headers: Record<string, string>, sent = body) =>
    fetch(story.webhookUrl.replace('whatsapp', 'gateway'), {
      method: 'POST',
      headers: { 'baraza-gateway': 'bot-builder', ...headers },
      body: sent,
    }).then((answer) => answer.status);
  const signed = (key = secret, sent = body, at = story.clock.now()) =>
    signatureHeaders([{ id: 'k1', secret: key }], { id: 'r1', at, body: sent });
  const received = async () => (await messages()).filter((one) => one.direction === 'in').length;

  test.each([
    ['no signature', () => post({})],
    ['another secret', () => post(signed('another secret, as long as the right one'))],
    ['another body', () => post(signed(), body.replace('Habari', 'Kwaheri'))],
    ['a time more than five minutes ago', () => post(signed(secret, body, new Date(story.clock.now().getTime() - 301_000)))],
    ['a time to come', () => post(signed(secret, body, new Date(story.clock.now().getTime() + 301_000)))],
    [
      'an old signature with a new time',
      () => post({ ...signed(secret, body, new Date(0)), 'baraza-timestamp': signed()['baraza-timestamp'] }),
    ],
    ['the name of a gateway that is not there', () => post({ ...signed(), 'baraza-gateway': 'nobody' })],
  ])('with %s is refused', async (_what, ask) => {
    expect(await ask()).toBe(401);
    expect(await received()).toBe(0);
  });

  test('that is repeated within five minutes is answered 200 and changes nothing', async () => {
    const headers = signed();
    expect([await post(headers), await post(headers), await post(headers)]).toEqual([200, 200, 200]);
    await story.settled();
    expect(await received()).toBe(1);
    expect(gateway.shown).toHaveLength(1);
  });

  test('with one part that cannot be read keeps the others, and says so in the channel’s log', async () => {
    const mixed = JSON.stringify({
      messages: [{ id: 'bad' }, { id: 'm2', from: { id: 'amina' }, text: 'Habari' }, { id: 'm3', from: { id: 'a' }, text: 'x\u0000' }, 7],
    });
    expect(await post(signed(secret, mixed), mixed)).toBe(200);
    expect(await received()).toBe(1);
    const log = (await story.ask('GET', `/api/channels/${channelId}/log`)).body.items;
    expect(log.map((one: { reason: string }) => one.reason).sort()).toEqual([
      'The body must be an object.',
      'from is missing.',
      'text must not hold the character NUL or half of a character (a lone surrogate).',
    ]);
  });

  test('that is no JSON is kept in the log', async () => {
    expect(await post(signed(secret, 'x{'), 'x{')).toBe(200);
    expect((await story.ask('GET', `/api/channels/${channelId}/log`)).body.items).toMatchObject([{ reason: 'The body is not JSON.' }]);
  });

  test('may be signed with the secret before, while it is being replaced', async () => {
    const secrets = { signingSecret: 'the new secret both sides will agree upon', previousSigningSecret: secret };
    expect((await story.ask('PATCH', `/api/channels/${channelId}`, { body: { secrets } })).status).toBe(200);
    expect(await post(signed())).toBe(200);
  });
});

describe('what a gateway answers', () => {
  async function answered(answer: typeof receiver.answer, more: object = {}) {
    await connect(receiver.url, more);
    receiver.answer = answer;
    const body = JSON.stringify({ messages: [{ id: 'm1', from: { id: 'amina' }, text: 'Habari' }] });
    const headers = signatureHeaders([{ id: 'k1', secret }], { id: 'r1', at: story.clock.now(), body });
    await fetch(story.webhookUrl.replace('whatsapp', 'gateway'), {
      method: 'POST',
      headers: { ...headers, 'baraza-gateway': 'other' },
      body,
    });
    await story.watch.until(async () =>
      (await messages()).some(
        (one) => (one.direction === 'out' && !['pending', 'sending'].includes(String(one.status))) || one.trouble !== null,
      ),
    );
    return (await messages()).find((one) => one.direction === 'out') as {
      status: string;
      trouble: { code: string; reason: string } | null;
    };
  }

  test.each([
    [{ status: 200, body: '{"id":"g1"}' }, 'sent', undefined],
    [{ status: 400, body: 'No such person.' }, 'failed', 'gateway.refused'],
    [{ status: 302, headers: { location: 'http://else.example/' } }, 'failed', 'gateway.redirected'],
    [{ status: 200, body: 'OK' }, 'uncertain', 'gateway.no_id'],
    [{ status: 503 }, 'pending', 'gateway.busy'],
    [{ status: 429, headers: { 'retry-after': '7' } }, 'pending', 'gateway.busy'],
  ])('%j makes it %s', async (answer, status, code) => {
    const row = await answered(() => answer);
    expect({ status: row.status, code: row.trouble?.code }).toEqual({ status, code });
  });
});
