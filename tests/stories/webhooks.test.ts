import { afterAll, beforeEach, expect, test } from 'vitest';
import { openReceiver } from '#tests/kit/receiver.ts';
import { amina, juma, openStory } from '#tests/kit/story.ts';

const story = await openStory();
const receiver = await openReceiver();
beforeEach(async () => {
  await story.reset();
  receiver.reset();
  await story.connect();
});
afterAll(async () => {
  await story.end();
  await receiver.close();
});

const everything = ['message.received', 'message.sent', 'message.status', 'contact.created', 'turn.decided', 'conversation.handed_over'];
async function subscribe(events = everything): Promise<string> {
  const answer = await story.ask('POST', '/api/webhook-subscriptions', { body: { url: receiver.url, events } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}
const told = (kind: string) => receiver.received.filter(({ json }) => json.type === kind).map(({ json }) => json.data);
const types = () => receiver.received.map(({ json }) => json.type);

test('a conversation is told as it goes, in order', async () => {
  await subscribe();
  await story.say('Habari', amina);
  await story.settled();
  const [sent] = await story.outgoing();
  await story.report({ id: String(sent?.provider_id) }, 'delivered');
  await story.report({ id: String(sent?.provider_id) }, 'read');
  await story.app.integrations.look();
  const inConversation = types().filter((type) => type !== 'contact.created');
  expect(inConversation).toEqual(['message.received', 'turn.decided', 'message.sent', 'message.status', 'message.status']);
  expect(told('contact.created')).toMatchObject([{ name: 'Amina Njeri' }]);
  expect(told('message.received')).toMatchObject([{ text: 'Habari', direction: 'in' }]);
  expect(told('message.status').map(({ status }) => status)).toEqual(['delivered', 'read']);
  expect(told('turn.decided')[0].conversationId).toBe(told('message.received')[0].conversationId);
});

test('nothing is lost when the program ends between an event and its delivery', async () => {
  await subscribe(['message.received']);
  for (const text of ['one', 'two', 'three']) await story.say(text, amina);
  await story.settled();
  expect(receiver.received).toEqual([]);
  await story.restart();
  await story.pass(2);
  await story.app.integrations.look();
  expect(told('message.received').map(({ text }) => text)).toEqual(['one', 'two', 'three']);
});

test('two processes deliver each event once', async () => {
  await subscribe(['message.received', 'message.sent']);
  const other = await story.another();
  await Promise.all(Array.from({ length: 10 }, (_, n) => story.say(`message ${n}`, n % 2 === 0 ? amina : juma)));
  await story.settled();
  for (let looks = 0; looks < 3; looks += 1) await Promise.all([story.app.integrations.look(), other.app.integrations.look()]);
  await story.app.integrations.look();
  await other.end();
  expect(types()).toHaveLength(20);
  expect(new Set(receiver.received.map(({ json }) => json.id)).size).toBe(20);
});

test('whoever has no subscription pays no statement for it: nothing is written', async () => {
  await story.say('Habari', amina);
  await story.settled();
  expect(await story.rows('select id from webhook_events')).toEqual([]);
});
