import { afterAll, beforeEach, expect, test } from 'vitest';
import { amina, openStory } from '#tests/kit/story.ts';

/** The inbox as the message path fills it: nobody arranges a row here. */
const story = await openStory();
afterAll(() => story.end());
beforeEach(() => story.reset());

const row = async () => (await story.ask('GET', '/api/inbox?state=all')).body.items[0];
const say = async (text: string) => {
  await story.say(text, amina);
  await story.settled();
};

test('who is answered by the assistant waits for nobody; who asked for a person waits since they asked', async () => {
  await story.connect({ assistant: { kind: 'offline', greeting: 'Karibu!' } });
  await say('hello');
  expect(await row()).toMatchObject({ handler: 'assistant', waitingSince: null, lastMessage: { direction: 'out', author: 'assistant' } });
  await story.pass(60);
  await say('talk to a human');
  const asked = story.clock.now().toISOString();
  expect(await row()).toMatchObject({ handler: 'people', handlerReason: 'asked', waitingSince: asked });
  await story.pass(60);
  await say('are you there?');
  expect(await row()).toMatchObject({ waitingSince: asked, lastMessage: { direction: 'in', text: 'are you there?' } });
  const { id } = await row();
  await story.ask('POST', `/api/conversations/${id}/messages`, { body: { kind: 'text', text: 'Here I am.' } });
  await story.settled();
  expect(await row()).toMatchObject({ waitingSince: null, lastMessage: { author: 'api_key', status: 'sent' } });
});

test('who asked for a person while the assistant was answering something else waits since they asked', async () => {
  await story.connect({ assistant: { kind: 'offline', greeting: 'Karibu!' } });
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  // The stages of one process take turns: what comes while it commits comes to another.
  const answering = await story.another({ sweeps: false });
  story.watch.before = (label) => (label === 'commit turns' ? released : undefined);
  story.graph.setWebhook(answering.webhookUrl);
  await story.say('hello', amina);
  await story.watch.until(async () => story.watch.labels.includes('commit turns'));
  story.home();
  await story.pass(5);
  const asked = story.clock.now().toISOString();
  await story.say('talk to a human', amina);
  release();
  await story.settled();
  await answering.end();
  expect(await row()).toMatchObject({ handler: 'people', handlerReason: 'asked', waitingSince: asked });
  expect((await story.ask('GET', '/api/inbox?waiting=true')).body.items).toHaveLength(1);
});

test('a closed conversation is open again when the contact writes, and a snoozed one back', async () => {
  await story.connect();
  await say('Habari');
  const { id } = await row();
  const change = (body: object) => story.ask('PATCH', `/api/conversations/${id}`, { body });
  await change({ handler: 'people', state: 'closed' });
  await say('one more thing');
  expect(await row()).toMatchObject({ state: 'open', handler: 'people', waitingSince: story.clock.now().toISOString() });
  await change({ snoozedUntil: new Date(story.clock.now().getTime() + 3_600_000).toISOString() });
  expect((await row()).state).toBe('snoozed');
  await story.pass(1);
  await say('hello?');
  expect(await row()).toMatchObject({ state: 'open', snoozedUntil: null });
});

test('an answer that crossed with the assistant’s is asked about, and a double click sends once', async () => {
  await story.connect();
  await say('Habari');
  const { id } = await row();
  const [first] = (await story.ask('GET', `/api/conversations/${id}/timeline`)).body.items;
  const send = (body: object, headers = {}) =>
    story.ask('POST', `/api/conversations/${id}/messages`, { body: { kind: 'text', text: 'Karibu', ...body }, headers });
  const crossed = await send({ seenTo: first.id });
  expect(crossed.body.error).toMatchObject({ code: 'desk.answered_meanwhile', details: { author: 'assistant' } });
  const once = { 'idempotency-key': 'click-1' };
  const both = await Promise.all([send({ seenTo: first.id, anyway: true }, once), send({ seenTo: first.id, anyway: true }, once)]);
  expect(both.map((answer) => answer.status)).toContain(201);
  await story.settled();
  expect(story.textsTo(amina).filter((text) => text === 'Karibu')).toHaveLength(1);
});
