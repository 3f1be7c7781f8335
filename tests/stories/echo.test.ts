import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { amina, clinicLine, juma, openStory } from '#tests/kit/story.ts';
import { changeBody, messageValue } from '#tools/fake-graph/bodies.ts';

const story = await openStory();
beforeEach(async () => {
  await story.reset();
  await story.connect();
});
afterAll(() => story.end());

describe('a conversation with the echo', () => {
  test('every message is answered with its own text, in order', async () => {
    for (const text of ['Habari', 'I need an appointment', 'for Tuesday']) await story.say(text);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari', 'echo: I need an appointment', 'echo: for Tuesday']);
    expect(story.graph.duplicates).toEqual([]);
  });

  test('two people who write at once do not mix', async () => {
    await Promise.all([...'abcde'].flatMap((letter) => [story.say(`a${letter}`, amina), story.say(`j${letter}`, juma)]));
    await story.settled();
    expect(story.textsTo(amina).toSorted()).toEqual([...'abcde'].map((letter) => `echo: a${letter}`));
    expect(story.textsTo(juma).toSorted()).toEqual([...'abcde'].map((letter) => `echo: j${letter}`));
  });

  test('a burst of thirty messages in parallel webhooks is answered once each, in the order of arrival', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, n) => story.say(`burst ${n}`)));
    await story.settled();
    const arrived = await story.rows("select text, position from messages where direction = 'in' order by position");
    expect(arrived.map((row) => row.position)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
    expect(story.textsTo(amina)).toEqual(arrived.map((row) => `echo: ${row.text}`));
    expect(story.graph.duplicates).toEqual([]);
  });

  test('one webhook with thirty messages of two people is taken whole', async () => {
    const messages = Array.from(
      { length: 30 },
      (_, n) => messageValue(n % 2 ? amina : juma, { ...textMessage(`wamid.many${n}`, `m${n}`) }).messages,
    ).flat();
    expect(await story.graph.deliver(changeBody(clinicLine, { messages }))).toBe(200);
    await story.settled();
    expect(story.textsTo(juma)).toEqual(Array.from({ length: 15 }, (_, n) => `echo: m${2 * n}`));
    expect(story.textsTo(amina)).toEqual(Array.from({ length: 15 }, (_, n) => `echo: m${2 * n + 1}`));
  });

  test('what was written is marked as read', async () => {
    const id = await story.say('Habari');
    await story.graph.waitFor((graph) => graph.reads.some((read) => read.id === id));
  });
});

describe('Meta delivers the same thing again', () => {
  test('in another webhook: it is answered once', async () => {
    await story.say('Habari', { ...amina, id: 'wamid.again' });
    await story.settled();
    await story.say('Habari', { ...amina, id: 'wamid.again' });
    await story.say('and now', amina);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari', 'echo: and now']);
  });

  test('two hundred times in one webhook: it is answered once, and what follows too', async () => {
    const one = textMessage('wamid.many', 'Habari');
    const messages = [...Array.from({ length: 200 }, () => one), textMessage('wamid.last', 'and now')].map((message) => ({
      from: amina.from,
      ...message,
    }));
    expect(await story.graph.deliver(changeBody(clinicLine, { messages }))).toBe(200);
    await story.settled();
    await story.say('later');
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari', 'echo: and now', 'echo: later']);
  });

  test('in twenty webhooks at once: it is answered once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => story.say('Habari', { ...amina, id: 'wamid.parallel' })));
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
    expect((await story.rows('select 1 from messages')).length).toBe(2);
  });

  test('as it is answered by another process', async () => {
    const other = await story.another();
    const first = story.say('Habari', { ...amina, id: 'wamid.both' });
    story.graph.setWebhook(other.webhookUrl);
    await Promise.all([first, story.say('Habari', { ...amina, id: 'wamid.both' })]);
    await story.settled();
    await other.end();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
  });
});

function textMessage(id: string, body: string) {
  return { id, timestamp: String(Math.floor(story.clock.now().getTime() / 1000)), type: 'text', text: { body } };
}
