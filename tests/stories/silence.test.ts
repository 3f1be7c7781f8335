import { afterAll, beforeEach, expect, test } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { amina, openStory } from '#tests/kit/story.ts';

const story = await openStory();
beforeEach(async () => {
  await story.reset();
  await story.connect();
});
afterAll(() => story.end());

test('STOP also takes back what was still waiting to be sent; only its confirmation goes', async () => {
  story.graph.inject({ kind: 'server_error' });
  await story.say('Habari');
  await story.watch.until(
    async () => (await story.rows("select id from messages where direction = 'out' and status = 'pending' and attempts = 1"))[0],
  );
  await story.say('STOP');
  await story.pass(5);
  await story.settled();
  const texts = story.textsTo(amina);
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain('START');
  const [waiting] = await story.rows("select status, trouble from messages where direction = 'out' order by position limit 1");
  expect(waiting).toMatchObject({ status: 'failed', trouble: { code: 'outbox.opted_out' } });
});

test('START brings the conversation back, and nothing of what STOP had taken back', async () => {
  const [channel] = (await story.ask('GET', '/api/channels')).body.items;
  await story.say('Habari');
  await story.settled();
  const [conversation] = await story.rows('select id from conversations');
  await story.database.asOwner('pause', [plain("update channels set state = 'paused'")]);
  await story.pass(31);
  await story.ask('POST', `/api/conversations/${conversation?.id}/messages`, { body: { kind: 'text', text: 'said before STOP' } });
  await story.say('STOP');
  await story.say('START');
  await story.ask('POST', `/api/channels/${channel.id}/enable`);
  await story.pass(31);
  await story.settled();
  const texts = story.textsTo(amina);
  expect(texts).toHaveLength(3);
  expect(texts).not.toContain('said before STOP');
  const [taken] = await story.rows("select status, trouble from messages where text = 'said before STOP'");
  expect(taken).toMatchObject({ status: 'failed', trouble: { code: 'outbox.opted_out' } });
});

test('a person takes a conversation and gives it back to the assistant', async () => {
  await story.say('one');
  await story.settled();
  const [conversation] = await story.rows('select id from conversations');
  const change = (body: unknown) => story.ask('PATCH', `/api/conversations/${conversation?.id}`, { body });
  expect((await change({ handler: 'people' })).body).toMatchObject({ handler: 'people' });
  await story.say('two');
  await story.settled();
  expect((await change({ handler: 'assistant' })).body).toMatchObject({ handler: 'assistant', handlerReason: null });
  await story.say('three');
  await story.settled();
  expect(story.textsTo(amina)).toEqual(['echo: one', 'echo: three']);
  expect((await change({})).status).toBe(400);
});
