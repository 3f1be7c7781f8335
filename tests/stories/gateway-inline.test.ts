import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { isSignedWith, signatureHeaders } from '#platform/signature.ts';
import { openReceiver } from '#tests/kit/receiver.ts';
import { openStory } from '#tests/kit/story.ts';

/** A gateway that waits: what is said to its messages comes in the answer to its own request, or by call, and never twice. */

const story = await openStory();
const secret = 'a secret both sides have agreed upon';
const receiver = await openReceiver();
let channelId: string;
beforeEach(async () => {
  await story.reset();
  receiver.reset();
  receiver.answer = ({ json }) => ({ status: 200, body: JSON.stringify({ id: `ours-${json.id}` }) });
  channelId = await connect({ kind: 'echo' });
});
afterAll(async () => {
  await story.end();
  await receiver.close();
});

async function connect(assistant: object, abilities: object = {}): Promise<string> {
  const { status, body } = await story.ask('POST', '/api/channels', {
    body: {
      type: 'gateway',
      name: 'Bot builder',
      settings: { gateway: 'bot', url: receiver.url, abilities },
      secrets: { signingSecret: secret },
      assistant,
    },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}
const slow = () => story.ask('PATCH', `/api/channels/${channelId}`, { body: { assistant: { kind: 'echo', quietMs: 3000 } } });

let requests = 0;
/** Posts what a gateway would; the answer's body is JSON unless it did not ask to wait. */
async function post(
  body: object,
  { signal, wait = { answer: 'inline', waitSeconds: 10 } as object } = {} as { signal?: AbortSignal; wait?: object },
) {
  requests += 1;
  const sent = JSON.stringify({ ...body, ...wait });
  const id = `r${requests}`;
  const answer = await fetch(story.webhookUrl.replace('whatsapp', 'gateway'), {
    method: 'POST',
    headers: { 'baraza-gateway': 'bot', ...signatureHeaders([{ id: 'k1', secret }], { id, at: story.clock.now(), body: sent }) },
    body: sent,
    ...(signal ? { signal } : {}),
  });
  const text = await answer.text();
  const headers = Object.fromEntries(answer.headers);
  const proven = headers['baraza-id'] === id && isSignedWith(secret, { headers, body: Buffer.from(text) });
  return { status: answer.status, json: text.startsWith('{') ? JSON.parse(text) : text, proven };
}
const says = (id: string, text: string, from = 'amina') => ({ messages: [{ id, from: { id: from }, text }] });
const textsIn = (answer: { json: { messages: { content: { text: string } }[] } }) => answer.json.messages.map((one) => one.content.text);
const posted = () => receiver.received.map(({ json }) => json.content.text);
const statuses = async () => (await story.outgoing()).map((row) => row.status);
/** Resolves when the server has seen that the connection of the next request is gone, which is later than the other end knows. */
const nextGone = () =>
  new Promise((resolve) => story.app.server.server.once('request', (_request, answer) => answer.once('close', resolve)));
const stored = (count: number) =>
  story.watch.until(async () => (await story.rows("select id from messages where direction = 'in'")).length === count);

describe('a request that waits', () => {
  test('is answered with what is said, signed under its own id; nothing is posted as well', async () => {
    const answer = await post(says('m1', 'Habari'));
    expect(answer).toMatchObject({ status: 200, proven: true, json: { done: true } });
    const [row] = await story.outgoing();
    expect(answer.json.messages).toEqual([
      { id: row?.id, gateway: 'bot', to: { id: 'amina' }, content: { kind: 'text', text: 'echo: Habari' } },
    ]);
    await story.settled();
    expect({ posted: posted(), statuses: await statuses() }).toEqual({ posted: [], statuses: ['sent'] });
  });

  test('gets every message of a long answer, in order', async () => {
    const answer = await post(says('m1', `${'Maneno mengi sana. '.repeat(400)}Mwisho.`));
    await story.settled();
    const rows = await story.outgoing();
    expect(rows.length).toBeGreaterThan(1);
    expect(answer.json.messages.map((one: { id: string }) => one.id)).toEqual(rows.map((row) => row.id));
    expect({ done: answer.json.done, posted: posted() }).toEqual({ done: true, posted: [] });
  });

  test('with messages of several people gets what is said to each', async () => {
    const answer = await post({ messages: [...says('m1', 'Habari').messages, ...says('m2', 'Mambo', 'juma').messages] });
    expect(answer.json.messages.map((one: { to: object; content: object }) => [one.to, one.content]).sort()).toEqual([
      [{ id: 'amina' }, { kind: 'text', text: 'echo: Habari' }],
      [{ id: 'juma' }, { kind: 'text', text: 'echo: Mambo' }],
    ]);
  });

  test('gets choices as far as the gateway can show them', async () => {
    await story.ask('PATCH', `/api/channels/${channelId}`, {
      body: { assistant: { kind: 'offline' }, settings: { gateway: 'bot', url: receiver.url, abilities: { buttons: 3 } } },
    });
    expect((await post(says('m1', 'hello'))).json.messages.at(-1).content.kind).toBe('buttons');
  });

  test('is answered at once when nothing will be said', async () => {
    await post(says('m1', 'Habari'));
    const [conversation] = await story.rows('select id from conversations');
    await story.ask('PATCH', `/api/conversations/${conversation?.id}`, { body: { handler: 'people' } });
    expect((await post(says('m2', 'Uko?'))).json).toEqual({ messages: [], done: true });
  });

  test('without messages is answered at once', async () => {
    expect((await post({ statuses: [] })).json).toEqual({ messages: [], done: true });
  });

  test('of a paused channel is told that nothing is known yet', async () => {
    await story.rows("update channels set state = 'paused'");
    story.app.directory.forget('', '');
    expect((await post(says('m1', 'Habari'))).json).toEqual({ messages: [], done: false });
  });

  test('waits no longer than it said; what is said later is posted, once', async () => {
    await slow();
    const answer = post(says('m1', 'Habari'), { wait: { answer: 'inline', waitSeconds: 2 } });
    await stored(1);
    await story.pass(2);
    expect((await answer).json).toEqual({ messages: [], done: false });
    await story.pass(2);
    await story.settled();
    expect(posted()).toEqual(['echo: Habari']);
  });

  test('is the one of two that is answered when one turn reads both; the other is told that it is done elsewhere', async () => {
    await slow();
    const first = post(says('m1', 'Habari'));
    await stored(1);
    const second = post(says('m2', 'Uko?'));
    await stored(2);
    await story.pass(4);
    expect((await first).json).toEqual({ messages: [], done: true });
    expect(textsIn(await second)).toEqual(['echo: Habari', 'echo: Uko?']);
    await story.settled();
    expect(posted()).toEqual([]);
  });

  test('never lets what is said overtake what still waits to be said', async () => {
    receiver.answer = () => ({ status: 429, headers: { 'retry-after': '20' } });
    await post(says('m1', 'Kwanza'), { wait: {} });
    await story.watch.until(async () => (await story.rows("select id from messages where trouble ->> 'code' = 'gateway.busy'"))[0]);
    const answer = post(says('m2', 'Pili'));
    await stored(2);
    await story.pass(11);
    expect((await answer).json).toEqual({ messages: [], done: false });
    receiver.reset();
    receiver.answer = ({ json }) => ({ status: 200, body: JSON.stringify({ id: json.id }) });
    await story.pass(15);
    await story.settled();
    expect(posted()).toEqual(['echo: Kwanza', 'echo: Pili']);
  });
});

describe('what is asked again', () => {
  test('is answered at once when it was decided: the answer was given before', async () => {
    await post(says('m1', 'Habari'));
    expect((await post(says('m1', 'Habari'))).json).toEqual({ messages: [], done: true });
    await story.settled();
    expect(await statuses()).toEqual(['sent']);
  });

  test('takes the place of a connection that broke while it waited', async () => {
    await slow();
    const gone = nextGone();
    const broken = new AbortController();
    const first = post(says('m1', 'Habari'), { signal: broken.signal }).catch(() => 'broken');
    await stored(1);
    broken.abort();
    expect(await first).toBe('broken');
    await gone;
    const second = post(says('m1', 'Habari'));
    await story.watch.until(async () => story.watch.labels.includes('undecided'));
    await story.pass(4);
    expect(textsIn(await second)).toEqual(['echo: Habari']);
    await story.settled();
    expect({ posted: posted(), statuses: await statuses() }).toEqual({ posted: [], statuses: ['sent'] });
  });
});

describe('when it goes wrong', () => {
  /** Holds back one step of the way: "stamp sending" is the moment before a message is given away. */
  function holdBack(step: string) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    story.watch.before = (label) => {
      if (label !== step) return;
      reached.resolve();
      return promise;
    };
    return { reached: reached.promise, release: resolve };
  }

  test('a connection that breaks before its messages are stored loses nothing: they are answered by call, once', async () => {
    story.app.directory.forget('', '');
    const look = holdBack('find channels');
    const gone = nextGone();
    const broken = new AbortController();
    const answer = post(says('m1', 'Habari'), { signal: broken.signal }).catch(() => 'broken');
    await look.reached;
    broken.abort();
    expect(await answer).toBe('broken');
    await gone;
    look.release();
    await stored(1);
    await story.settled();
    expect({ posted: posted(), statuses: await statuses() }).toEqual({ posted: ['echo: Habari'], statuses: ['sent'] });
  });

  test('a connection that breaks before the answer is written loses nothing: it is posted, once', async () => {
    const stamp = holdBack('stamp sending');
    const gone = nextGone();
    const broken = new AbortController();
    const answer = post(says('m1', 'Habari'), { signal: broken.signal }).catch(() => 'broken');
    await stamp.reached;
    broken.abort();
    expect(await answer).toBe('broken');
    await gone;
    stamp.release();
    await story.settled();
    expect({ posted: posted(), statuses: await statuses() }).toEqual({ posted: ['echo: Habari'], statuses: ['sent'] });
  });

  test('a time that ends while the answer is made ready loses nothing: it is posted, once', async () => {
    const stamp = holdBack('stamp sending');
    const answer = post(says('m1', 'Habari'));
    await stamp.reached;
    await story.clock.advance(10_000);
    expect((await answer).json).toEqual({ messages: [], done: false });
    stamp.release();
    await story.settled();
    expect({ posted: posted(), statuses: await statuses() }).toEqual({ posted: ['echo: Habari'], statuses: ['sent'] });
  });

  test('the end of the program answers whoever waits, and the next one posts', async () => {
    await slow();
    const answer = post(says('m1', 'Habari'));
    await stored(1);
    await story.restart();
    expect((await answer).json).toEqual({ messages: [], done: false });
    await story.pass(5);
    await story.settled();
    expect(posted()).toEqual(['echo: Habari']);
  });

  test('what cannot be stored is answered 503, and nobody is kept waiting', async () => {
    story.watch.before = (label) => {
      if (label === 'accept') throw new Error('The disk is full.');
    };
    expect((await post(says('m1', 'Habari'))).status).toBe(503);
  });

  test.each([
    [{ answer: 'inlin' }, /answer/],
    [{ answer: 'inline', waitSeconds: 11 }, /waitSeconds/],
    [{ answer: 'inline', waitSeconds: 'ten' }, /waitSeconds/],
    [{ answer: { kind: 'inline' } }, /answer/],
  ])('a wish that cannot be read (%j) is in the log; the message is taken and answered by call', async (wait, named) => {
    expect(await post(says('m1', 'Habari'), { wait })).toMatchObject({ status: 200, json: 'OK' });
    await story.settled();
    expect(posted()).toEqual(['echo: Habari']);
    const log = (await story.ask('GET', `/api/channels/${channelId}/log`)).body.items;
    expect(log).toEqual([expect.objectContaining({ reason: expect.stringMatching(named) })]);
  });
});
