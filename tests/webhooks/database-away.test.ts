import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Answers, Script } from '#platform/db/database.ts';
import { DatabaseError, DatabaseUnreachable } from '#platform/db/statement.ts';
import { amina, clinicLine, clinicSecret, festivalLine, juma, openStory } from '#tests/kit/story.ts';
import { post, sign } from '#tests/kit/webhook.ts';
import { changeBody, entryOf, messageValue } from '#tools/fake-graph/bodies.ts';

const story = await openStory();
beforeEach(async () => {
  await story.reset();
  await story.connect();
});
afterAll(() => story.end());

const away = () => Promise.reject(new DatabaseUnreachable('gone'));
const message = (words: string) => ({
  id: `wamid.${words}`,
  timestamp: String(Math.floor(story.clock.now().getTime() / 1000)),
  type: 'text',
  text: { body: words },
});
const send = (body: unknown) => {
  const text = JSON.stringify(body);
  return post(story.webhookUrl, text, { 'x-hub-signature-256': sign(text, clinicSecret) });
};
const habari = () => changeBody(clinicLine, messageValue(amina, message('Habari')));

describe('the database cannot be reached', () => {
  test('the answer is 503 and a wish to get it again; when it is back, that is answered once', async () => {
    await story.say('before');
    await story.settled();
    story.watch.before = away;
    const answer = await send(habari());
    expect([answer.status, JSON.parse(answer.text).error.code]).toEqual([503, 'unavailable']);
    story.watch.before = () => undefined;
    expect((await send(habari())).status).toBe(200);
    expect((await send(habari())).status).toBe(200);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: before', 'echo: Habari']);
  });

  test('it is 503 also when not even the number can be looked up', async () => {
    story.watch.before = away;
    expect((await send(habari())).status).toBe(503);
    story.watch.before = () => undefined;
    expect((await send(habari())).status).toBe(200);
    await story.settled();
  });

  test('a body for two numbers of which one fails before the other is known does not end the program', async () => {
    await story.say('before');
    await story.settled();
    const text = {
      object: 'whatsapp_business_account',
      entry: [(habari() as { entry: unknown[] }).entry[0], entryOf(festivalLine, messageValue(amina, message('other')))],
    };
    story.watch.before = async (label) => {
      // The look-up of the second number takes longer than the failure of the first.
      if (label !== 'accept') for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await away();
    };
    expect((await send(text)).status).toBe(503);
  });

  test('hanging, it is 503 within two seconds; what it stored after all is answered once', async () => {
    await story.say('before');
    await story.settled();
    let letGo: () => void = () => undefined;
    let ask: () => void = () => undefined;
    const back = new Promise<void>((resolve) => (letGo = resolve));
    const asked = new Promise<void>((resolve) => (ask = resolve));
    story.watch.before = () => {
      ask();
      return back;
    };
    const answering = send(habari());
    await asked;
    await story.clock.advance(1899);
    await story.clock.advance(1);
    expect((await answering).status).toBe(503);
    story.watch.before = () => undefined;
    letGo();
    expect((await send(habari())).status).toBe(200);
    await story.pass(2);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: before', 'echo: Habari']);
  });

  test('what was stored before it went is answered at once, not when its lease has run out', async () => {
    await story.say('before');
    await story.settled();
    let accepts = 0;
    // The known sender is stored; the new one, in a second step, is not.
    story.watch.before = (label) => {
      if (label === 'accept') accepts += 1;
      return label === 'accept' && accepts === 2 ? away() : undefined;
    };
    const messages = [amina, juma].map(({ from }) => ({ from, ...message(`from ${from}`) }));
    const body = changeBody(clinicLine, { messages });
    expect((await send(body)).status).toBe(503);
    await story.graph.waitFor(() => story.textsTo(amina).length === 2);
    expect((await send(body)).status).toBe(200);
    await story.settled();
    expect([story.textsTo(amina), story.textsTo(juma)]).toEqual([
      ['echo: before', `echo: from ${amina.from}`],
      [`echo: from ${juma.from}`],
    ]);
  });

  test('the API says so too, in its own shape', async () => {
    await story.ask('GET', '/api/channels');
    const { use } = story.database.engine;
    story.database.engine.use = away;
    try {
      const answer = await story.ask('GET', '/api/channels');
      expect([answer.status, answer.body.error.code, answer.headers['retry-after']]).toEqual([503, 'unavailable', '2']);
    } finally {
      story.database.engine.use = use;
    }
  });

  test('while it is away between decision and commit, the answer comes when it is back', async () => {
    story.watch.before = (label) => (label === 'commit turns' ? away() : undefined);
    await story.say('Habari');
    await story.watch.idle();
    story.watch.before = () => undefined;
    await story.pass(4);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
  });

  test('away for a moment between sending and the mark, the mark is written later and nothing is in doubt', async () => {
    story.watch.before = (label) => (label === 'mark rows' ? away() : undefined);
    await story.say('Habari');
    await story.graph.waitFor((graph) => graph.sent.length === 1);
    await story.watch.idle();
    story.watch.before = () => undefined;
    await story.pass(2);
    await story.settled();
    expect((await story.outgoing())[0]).toMatchObject({ status: 'sent', doubts: 0, attempts: 1 });
    expect(story.graph.sent).toHaveLength(1);
  });

  test('away for longer, the message is counted as doubtful, and a status settles it', async () => {
    story.watch.before = (label) => (label === 'mark rows' ? away() : undefined);
    await story.say('Habari');
    await story.graph.waitFor((graph) => graph.sent.length === 1);
    for (const seconds of [1, 2, 4, 8, 16]) {
      await story.watch.idle();
      await story.pass(seconds);
    }
    story.watch.before = () => undefined;
    // The lane's lease ends a minute after it was taken; then somebody looks.
    await story.pass(31);
    expect((await story.outgoing())[0]).toMatchObject({ status: 'uncertain', doubts: 1 });
    const [sent] = story.graph.sent;
    await story.report({ id: sent?.id ?? '', messageId: sent?.messageId }, 'sent');
    await story.settled();
    expect(story.graph.sent).toHaveLength(1);
  });
});

describe('the database refuses one message as data', () => {
  test('it is in the channel’s log with the reason, the others of the webhook are answered, and Meta is told 200', async () => {
    const refuse = new DatabaseError('a character it cannot keep', '22021');
    // Fails every batch that holds the word, as the database would.
    const { script } = story.database;
    story.database.script = async <S extends Script>(label: string, organization: string | null, statements: S) => {
      const values = Object.values(statements).flatMap((one) => one?.values ?? []);
      if (label === 'accept' && values.some((value) => String(value).includes('poison'))) throw refuse;
      return script.call(story.database, label, organization, statements) as Promise<Answers<S>>;
    };
    const messages = ['one', 'poison', 'two'].map((words) => ({ from: amina.from, ...message(words) }));
    expect((await send(changeBody(clinicLine, { messages }))).status).toBe(200);
    await story.settled();
    story.database.script = script;
    expect(story.textsTo(amina)).toEqual(['echo: one', 'echo: two']);
    const { items } = (await story.ask('GET', '/api/channels')).body;
    const log = (await story.ask('GET', `/api/channels/${items[0].id}/log`)).body.items;
    expect(log).toMatchObject([{ kind: 'unreadable', reason: expect.stringContaining('22021') }]);
  });
});
