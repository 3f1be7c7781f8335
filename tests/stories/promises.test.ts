import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { amina, festivalLine, festivalSecret, juma, openStory } from '#tests/kit/story.ts';
import { changeBody, messageValue } from '#tools/fake-graph/bodies.ts';

/** Promises of docs/running/promises.md that need a story of their own. */
const story = await openStory();
beforeEach(() => story.reset());
afterAll(() => story.end());

const text = (words: string) => ({ type: 'text', text: { body: words } });
const person = (n: number) => ({ from: `4477009002${String(n).padStart(2, '0')}`, name: `Person ${n}` });

describe('the provider is down for hours', () => {
  test('what was answered meanwhile goes out when it is back: all of it, once, in order, and it was not asked all the time', {
    timeout: 60_000,
  }, async () => {
    await story.connect();
    story.graph.setFaultRates({ server_error: 1 });
    await story.say('first', amina);
    await story.say('hello', juma);
    await story.passMinutes(30);
    await story.say('second', amina);
    await story.passMinutes(150);
    expect(story.graph.sent).toEqual([]);
    // After growing pauses one try in 7.5 to 15 minutes.
    const [tries] = await story.rows(
      "select min(attempts)::int as least, max(attempts)::int as most from messages where direction = 'out'",
    );
    expect(tries?.most).toBeGreaterThan(10);
    expect(tries?.most).toBeLessThan(40);

    story.graph.setFaultRates({});
    await story.passMinutes(16);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: first', 'echo: second']);
    expect(story.textsTo(juma)).toEqual(['echo: hello']);
    expect(story.graph.duplicates).toEqual([]);
  });
});

describe('one organization has much to send', () => {
  test('another’s message is answered at once, while the first waits for its own pace', async () => {
    await story.connect({ limits: { perSecond: 1 } });
    await story.connect({ tenant: 'festival' });
    const crowd = Array.from({ length: 60 }, (_, n) => person(n));
    await Promise.all(crowd.map((by) => story.say('Habari', by)));
    await story.watch.until(async () => (await story.rows("select 1 from messages where direction = 'out'")).length === crowd.length);

    const body = changeBody(festivalLine, messageValue(juma, text('one question')));
    expect(await story.graph.deliver(body, { secret: festivalSecret })).toBe(200);
    await story.graph.waitFor(() => story.textsTo(juma).length === 1);
    // No time has passed, and the crowd is still waiting.
    expect(story.textsTo(juma)).toEqual(['echo: one question']);
    const waiting = await story.rows("select 1 from messages where status = 'pending'");
    expect(waiting.length).toBeGreaterThan(crowd.length / 2);
  });
});

test('a process that is stopped hands what it holds to another at once, not when its lease has run out', async () => {
  await story.connect({ limits: { perSecond: 1000, pair: { burst: 1, everySeconds: 2 } } });
  const leaving = await story.another({ sweeps: false });
  story.graph.setWebhook(leaving.webhookUrl);
  await story.say('one');
  await story.graph.waitFor((graph) => graph.sent.length === 1);
  // The second waits for its pace with the lane in hand.
  await story.say('two');
  await story.watch.until(async () => (await story.rows('select 1 from conversations where lane_lease is not null and settled = 1'))[0]);
  story.home();
  await leaving.end();
  expect(await story.rows('select lane_lease from conversations')).toEqual([{ lane_lease: null }]);
  await story.pass(3);
  await story.settled();
  expect(story.textsTo(amina)).toEqual(['echo: one', 'echo: two']);
  expect(story.graph.duplicates).toEqual([]);
});
