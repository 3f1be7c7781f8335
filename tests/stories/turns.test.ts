import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { echo } from '#assistants/echo.ts';
import { plain } from '#platform/db/sql.ts';
import { amina, clinicLine, clinicSecret, festivalLine, juma, openStory } from '#tests/kit/story.ts';
import { post, sign } from '#tests/kit/webhook.ts';
import { changeBody, messageValue } from '#tools/fake-graph/bodies.ts';

const story = await openStory();
beforeEach(async () => {
  await story.reset();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => story.end());

const conversation = async () => (await story.ask('GET', '/api/conversations')).body.items[0];
const turns = async () => (await story.ask('GET', `/api/conversations/${(await conversation()).id}/turns`)).body.items;

describe('quiet time', () => {
  test('three messages in a row become one decision when the person has finished', async () => {
    await story.connect({ assistant: { kind: 'echo', quietMs: 2000 } });
    await story.say('I');
    await story.pass(1);
    await story.say('need');
    await story.pass(1);
    await story.say('help');
    await story.pass(1);
    expect(story.graph.sent).toEqual([]);
    await story.pass(1);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: I', 'echo: need', 'echo: help']);
    expect((await turns()).map((turn: { messages: number }) => turn.messages)).toEqual([3]);
  });

  test('somebody who never stops writing is answered after four times the quiet time', async () => {
    await story.connect({ assistant: { kind: 'echo', quietMs: 2000 } });
    for (let second = 0; second < 8; second += 1) {
      await story.say(`${second}`);
      await story.pass(1);
    }
    await story.graph.waitFor((graph) => graph.sent.length === 8);
    await story.settled();
    expect(await turns()).toHaveLength(1);
  });

  test('it is each contact’s own', async () => {
    await story.connect({ assistant: { kind: 'echo', quietMs: 2000 } });
    await story.say('hello', juma);
    await story.pass(1);
    await story.say('Habari', amina);
    await story.pass(1);
    await story.graph.waitFor(() => story.textsTo(juma).length === 1);
    expect(story.textsTo(amina)).toEqual([]);
    await story.pass(1);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
  });
});

describe('a message that comes 25 hours after it was written', () => {
  test('is stored, shown as late, and left to people', async () => {
    await story.connect();
    await story.say('I wrote this yesterday', { ...amina, at: story.clock.now().getTime() - 25 * 3600_000 });
    await story.settled();
    expect(story.graph.sent).toEqual([]);
    const { id, handler, handlerReason } = await conversation();
    expect([handler, handlerReason]).toEqual(['people', 'late']);
    const [message] = (await story.ask('GET', `/api/conversations/${id}/messages`)).body.items;
    expect(message).toMatchObject({ text: 'I wrote this yesterday', late: true });
    expect((await turns())[0].trace.at(-1)).toMatchObject({ step: 'router.silence', outcome: 'late' });
  });

  test('one of 23 hours is answered', async () => {
    await story.connect();
    await story.say('this morning', { ...amina, at: story.clock.now().getTime() - 23 * 3600_000 });
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: this morning']);
  });
});

describe('a person who takes the conversation while the assistant decides', () => {
  afterEach(() => {
    story.watch.before = () => undefined;
  });

  test('is not talked over: the decision is refused and made again', async () => {
    await story.connect();
    await story.say('first');
    await story.settled();
    const { id } = await conversation();
    let taken = false;
    story.watch.before = async (label) => {
      if (label !== 'commit turns' || taken) return;
      taken = true;
      await story.ask('PATCH', `/api/conversations/${id}`, { body: { handler: 'people' } });
    };
    await story.say('second');
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: first']);
    expect((await turns()).map((turn: { outcome: string }) => turn.outcome)).toEqual(['people', expect.any(String)]);
  });
});

describe('the window of 24 hours', () => {
  test('a reply that could not go before it closed needs a template; it is listed, and goes when the person writes again', async () => {
    await story.connect();
    story.graph.inject({ kind: 'server_error' });
    // The second try comes a second later at the earliest: too late, whenever it comes.
    await story.say('Habari', { ...amina, at: story.clock.now().getTime() - 24 * 3600_000 + 1000 });
    await story.watch.until(async () => {
      const [waiting] = await story.outgoing();
      return waiting?.attempts === 1 && waiting.status === 'pending';
    });
    await story.clock.advance(3600_000);
    await story.pass(2);
    await story.settled();
    const [failed] = (await story.ask('GET', '/api/failed-sends')).body.items;
    expect(failed).toMatchObject({ status: 'needs_template', text: 'echo: Habari', trouble: { code: 'outbox.window_closed' } });

    const { body: again } = await story.ask('POST', `/api/failed-sends/${failed.id}/retry`);
    await story.settled();
    expect((await story.ask('GET', '/api/failed-sends')).body.items).toMatchObject([{ id: again.id, status: 'needs_template' }]);

    await story.say('still there?');
    await story.settled();
    await story.ask('POST', `/api/failed-sends/${again.id}/retry`);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: still there?', 'echo: Habari']);
    expect((await story.ask('GET', '/api/failed-sends')).body.items).toEqual([]);
  });

  test('so does one that Meta took and then refused for it (131047)', async () => {
    await story.connect();
    await story.say('Habari');
    await story.settled();
    const [sent] = story.graph.sent;
    await story.report({ id: sent?.id ?? '', messageId: sent?.messageId }, 'failed', 131047);
    const [failed] = (await story.ask('GET', '/api/failed-sends')).body.items;
    expect(failed).toMatchObject({ status: 'needs_template', trouble: { code: 'whatsapp.window_closed' } });
  });
});

describe('silence on request', () => {
  test('STOP is confirmed once, then nothing is said; START brings the assistant back; both are written down', async () => {
    await story.connect();
    const stop = await story.say('STOP');
    await story.settled();
    expect(story.textsTo(amina)).toEqual([expect.stringContaining('Nuru Clinic')]);
    await story.say('hello?');
    await story.say('stop');
    await story.settled();
    expect(story.textsTo(amina)).toHaveLength(1);

    const { id, optedOutAt } = await conversation();
    expect(optedOutAt).toBe(story.clock.now().toISOString());
    const refused = await story.ask('POST', `/api/conversations/${id}/messages`, { body: { kind: 'text', text: 'Please come back' } });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'outbox.opted_out']);

    const start = await story.say('START');
    await story.settled();
    await story.say('hello');
    await story.settled();
    expect(story.textsTo(amina).slice(2)).toEqual(['echo: hello']);
    const consents = await story.rows(
      'select c.given, c.word, m.provider_id from consents c join messages m on m.id = c.message_id order by c.id',
    );
    expect(consents).toEqual([
      { given: false, word: 'STOP', provider_id: stop },
      { given: true, word: 'START', provider_id: start },
    ]);
    expect((await conversation()).optedOutAt).toBeNull();
  });

  test('what had not left when STOP came is not sent any more, and says why; the confirmation is', async () => {
    await story.connect();
    story.graph.inject({ kind: 'server_error' });
    await story.say('Habari');
    await story.watch.until(async () => (await story.outgoing())[0]?.attempts === 1);
    await story.say('STOP');
    await story.pass(3);
    await story.settled();
    expect(story.textsTo(amina)).toEqual([expect.stringContaining('Nuru Clinic')]);
    const [failed] = (await story.ask('GET', '/api/failed-sends')).body.items;
    expect(failed).toMatchObject({ text: 'echo: Habari', status: 'failed', trouble: { code: 'outbox.opted_out' } });
  });
});

describe('asking for a person', () => {
  test('hands the conversation over and says so; then the assistant is silent and a person can write', async () => {
    await story.connect();
    await story.say('I want to talk to someone');
    await story.settled();
    expect(story.textsTo(amina)).toHaveLength(1);
    await story.say('are you there?');
    await story.settled();
    expect(story.textsTo(amina)).toHaveLength(1);
    const { id, handler, handlerReason } = await conversation();
    expect([handler, handlerReason]).toEqual(['people', 'asked']);
    const sent = await story.ask('POST', `/api/conversations/${id}/messages`, { body: { kind: 'text', text: 'This is Ana.' } });
    expect(sent.status).toBe(201);
    await story.settled();
    expect(story.textsTo(amina).at(-1)).toBe('This is Ana.');
  });
});

describe('an assistant that fails', () => {
  test('is tried again after growing pauses; after five failures people get the conversation, with a trace', async () => {
    await story.connect();
    const tried: number[] = [];
    vi.spyOn(echo, 'answer').mockImplementation(async () => {
      tried.push(story.clock.now().getTime() / 1000);
      throw new Error('the model burned down');
    });
    await story.say('Habari');
    for (let failures = 1; failures <= 5; failures += 1) {
      await story.watch.until(async () => (await story.rows('select 1 from contacts where failures = $1', [failures]))[0]);
      await story.pass(2 ** failures + 1);
    }
    await story.settled();
    expect(tried).toHaveLength(5);
    for (let n = 1; n < 5; n += 1) {
      const pause = (tried[n] ?? 0) - (tried[n - 1] ?? 0);
      expect(pause).toBeGreaterThanOrEqual(2 ** n);
      expect(pause).toBeLessThanOrEqual(2 ** n + 2);
    }
    expect(await conversation()).toMatchObject({ handler: 'people', handlerReason: 'error' });
    expect(story.textsTo(amina)).toEqual(['Someone from the team will answer you here.']);
    const [turn] = await turns();
    expect(turn).toMatchObject({
      outcome: 'error',
      trace: [
        { step: 'turn', outcome: 'error', numbers: { failures: 5 }, reason: expect.any(String) },
        { step: 'guard.safety', outcome: 'none', reason: expect.any(String) },
      ],
    });
  });

  test('keeps neither a cry for help nor a STOP from being heeded', async () => {
    await story.connect();
    story.watch.before = (label) => {
      if (label === 'care') throw new Error('the database is away');
    };
    await story.say('I want to kill myself');
    for (let failures = 1; failures <= 5; failures += 1) {
      await story.watch.until(async () => (await story.rows('select 1 from contacts where failures >= $1', [failures]))[0]);
      if (failures === 1) await story.say('STOP');
      await story.pass(2 ** failures + 1);
    }
    await story.settled();
    expect(await conversation()).toMatchObject({ handler: 'people', handlerReason: 'safety', optedOutAt: expect.any(String) });
    expect(story.textsTo(amina)).toEqual([]);
    expect((await turns()).map((turn: { outcome: string }) => turn.outcome)).toEqual(['error']);
  });

  test('that gets well again answers, and nothing was said twice', async () => {
    await story.connect();
    vi.spyOn(echo, 'answer').mockRejectedValueOnce(new Error('once'));
    await story.say('Habari');
    await story.watch.until(async () => (await story.rows('select 1 from contacts where failures = 1'))[0]);
    await story.pass(3);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
  });

  test('is not waited for longer than 45 seconds, and what it says afterwards is not said', async () => {
    await story.connect();
    let finish: () => void = () => undefined;
    vi.spyOn(echo, 'answer').mockImplementationOnce(async (turn) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      turn.reply({ kind: 'text', text: 'far too late' });
    });
    await story.say('Habari');
    await story.watch.idle();
    await story.pass(46);
    await story.watch.until(async () => (await story.rows('select 1 from contacts where failures = 1'))[0]);
    finish();
    await story.pass(3);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
  });

  test('does not stop others', async () => {
    await story.connect();
    vi.spyOn(echo, 'answer').mockRejectedValueOnce(new Error('once'));
    await story.say('Habari', amina);
    await story.say('hello', juma);
    await story.graph.waitFor(() => story.textsTo(juma).length === 1);
  });
});

describe('workers', () => {
  test('a turn whose lease ran out is taken over by another process, and the first one’s commit is refused', async () => {
    await story.connect();
    const stuck = await story.another({ sweeps: false });
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    story.watch.before = (label) => {
      if (label !== 'commit turns') return;
      story.watch.before = () => undefined;
      return held;
    };
    story.graph.setWebhook(stuck.webhookUrl);
    await story.say('Habari');
    story.home();
    await story.pass(59);
    expect(story.graph.sent).toEqual([]);
    await story.pass(2);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);

    letGo();
    await stuck.end();
    await story.say('and now?');
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari', 'echo: and now?']);
    expect(await turns()).toHaveLength(2);
  });

  test('two processes that get one contact’s messages answer each once, in the order of arrival', async () => {
    await story.connect();
    const first = await story.another();
    const second = await story.another();
    const sent: Promise<string>[] = [];
    for (let n = 0; n < 20; n += 1) {
      story.graph.setWebhook(n % 2 ? first.webhookUrl : second.webhookUrl);
      sent.push(story.say(`m${n}`));
    }
    await Promise.all(sent);
    await story.pass(2);
    await story.settled();
    const arrived = await story.rows("select text from messages where direction = 'in' order by position");
    expect(story.textsTo(amina)).toEqual(arrived.map((row) => `echo: ${row.text}`));
    await first.end();
    await second.end();
  });

  test('the sweep finds a turn and a message whose wake-ups were lost', async () => {
    await story.connect();
    await story.say('Habari');
    await story.settled();
    // As if the process had died right after the commit that accepted the message.
    await story.database.asOwner('lose', [plain('update contacts set done = 0, due_at = $1', [story.clock.now()])]);
    await story.pass(1);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari', 'echo: Habari']);
    // As if it had died right after the commit that wrote the reply.
    await story.database.asOwner('lose', [
      plain("update messages set status = 'pending', provider_id = null where direction = 'out' and position = 2"),
      plain('update conversations set settled = 1, lane_due_at = $1', [story.clock.now()]),
    ]);
    await story.pass(1);
    await story.settled();
    expect(story.textsTo(amina)).toHaveLength(3);
  });

  test('a stop in the middle of sending loses nothing and sends nothing twice', async () => {
    await story.connect();
    story.graph.inject({ kind: 'slow', ms: 300 });
    for (const text of ['one', 'two', 'three']) await story.say(text);
    await story.graph.waitFor((graph) => graph.sent.length === 1);
    await story.restart();
    await story.pass(2);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: one', 'echo: two', 'echo: three']);
    expect(story.graph.duplicates).toEqual([]);
  });

  test('a stop in the middle of quiet time only delays the answer', async () => {
    await story.connect({ assistant: { kind: 'echo', quietMs: 5000 } });
    await story.say('Habari');
    await story.restart();
    await story.pass(7);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
  });
});

describe('a channel that is disabled', () => {
  const disable = (channel: string) => story.ask('POST', `/api/channels/${channel}/disable`);
  const enable = (channel: string) => story.ask('POST', `/api/channels/${channel}/enable`);
  const logOf = async (channel: string) => (await story.ask('GET', `/api/channels/${channel}/log`)).body.items;

  test('takes what comes, says nothing, and leaves it to people; enabled, it answers who writes then', async () => {
    const channel = await story.connect();
    await disable(channel);
    await story.say('Habari');
    await story.settled();
    expect(await story.outgoing()).toEqual([]);
    expect(await conversation()).toMatchObject({ handler: 'people', handlerReason: 'channel_disabled' });
    expect((await turns())[0]).toMatchObject({ outcome: 'people' });
    expect(await logOf(channel)).toMatchObject([{ kind: 'not_answered', reason: expect.stringContaining('disabled') }]);
    await enable(channel);
    await story.say('Hodi', juma);
    await story.settled();
    expect([story.textsTo(amina), story.textsTo(juma)]).toEqual([[], ['echo: Hodi']]);
  });

  test('obeys who asks for silence, without a word', async () => {
    const channel = await story.connect();
    await story.say('Habari');
    await story.settled();
    await disable(channel);
    await story.say('STOP');
    await story.settled();
    expect(await conversation()).toMatchObject({ handler: 'assistant', optedOutAt: expect.any(String) });
    await enable(channel);
    await story.say('Hello?');
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
  });

  test('in quiet time: what was not decided is left to people', async () => {
    const channel = await story.connect({ assistant: { kind: 'echo', quietMs: 3000 } });
    await story.say('Habari');
    await disable(channel);
    await story.pass(5);
    await story.settled();
    expect(await story.outgoing()).toEqual([]);
    expect((await conversation()).handlerReason).toBe('channel_disabled');
  });

  test('takes statuses', async () => {
    const channel = await story.connect();
    await story.say('Habari');
    await story.settled();
    await disable(channel);
    const [sent] = story.graph.sent;
    expect(await story.report({ id: sent?.id ?? '' }, 'read')).toBe(200);
    expect((await story.outgoing())[0]?.status).toBe('read');
    expect(await logOf(channel)).toEqual([]);
  });

  test('knows a forger', async () => {
    await disable(await story.connect());
    const body = JSON.stringify(changeBody(clinicLine, {}));
    expect((await post(story.webhookUrl, body, { 'x-hub-signature-256': sign(body, 'guess') })).status).toBe(401);
  });

  test('holds what was not sent, and sends it when it is enabled', async () => {
    const channel = await story.connect();
    story.graph.inject({ kind: 'server_error' });
    await story.say('Habari');
    await story.watch.until(async () => (await story.outgoing())[0]?.attempts === 1);
    await story.ask('POST', `/api/channels/${channel}/disable`);
    await story.pass(120);
    expect(story.graph.sent).toEqual([]);
    await story.ask('POST', `/api/channels/${channel}/enable`);
    await story.pass(61);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
  });
});

describe('a contact who writes on two channels', () => {
  const sayOn = async (line: typeof clinicLine, words: string) => {
    const message = {
      id: `wamid.${words}`,
      timestamp: String(Math.floor(story.clock.now().getTime() / 1000)),
      type: 'text',
      text: { body: words },
    };
    const body = JSON.stringify(changeBody(line, messageValue(amina, message)));
    expect((await post(story.webhookUrl, body, { 'x-hub-signature-256': sign(body, clinicSecret) })).status).toBe(200);
  };
  const connectSecond = async () => {
    const { accessToken, verifyToken } = story.graph.plan;
    const secrets = { appSecret: clinicSecret, verifyToken, accessToken };
    const settings = { ...festivalLine, graphUrl: story.graph.url };
    const body = { type: 'whatsapp', name: 'Second line', settings, secrets, assistant: { kind: 'echo' } };
    expect((await story.ask('POST', '/api/channels', { body })).status).toBe(201);
  };

  test('is heard on one while the assistant of the other rests', async () => {
    await story.connect({ assistant: { kind: 'echo', restSeconds: 30 } });
    await connectSecond();
    await sayOn(clinicLine, 'one');
    await story.settled();
    await sayOn(clinicLine, 'two');
    await story.watch.until(async () => story.watch.labels.includes('rest turn'));
    await story.clock.advance(1);
    await sayOn(festivalLine, 'three');
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: one', 'echo: two', 'echo: three']);
  });

  test.each([
    ['disabled', (first: string) => story.ask('POST', `/api/channels/${first}/disable`)],
    [
      'not usable any more',
      async (first: string) => {
        await story.rows("update channels set settings = '{}' where id = $1", [first]);
        story.app.directory.forget(story.cast.clinic.id, first);
      },
    ],
  ])('is answered on one while the other is %s', async (_how, breakIt) => {
    const first = await story.connect({ assistant: { kind: 'echo', quietMs: 2000 } });
    await connectSecond();
    await sayOn(clinicLine, 'one');
    await breakIt(first);
    await sayOn(festivalLine, 'two');
    await story.pass(5);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: two']);
    const [row] = await story.rows('select handler_reason from conversations where channel_id = $1', [first]);
    expect(row?.handler_reason).toBe('channel_disabled');
  });
});

describe('a request that never comes to its end', () => {
  test('keeps the program from nothing when it stops', async () => {
    await story.connect();
    const other = await story.another();
    const socket = connect(Number(new URL(other.webhookUrl).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => undefined).write('POST /webhooks/whatsapp HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{');
    await once(other.app.server.server, 'request');
    const ended = once(socket, 'close');
    const stopped = other.end();
    await story.clock.advance(1000);
    await stopped;
    await ended;
  });
});
