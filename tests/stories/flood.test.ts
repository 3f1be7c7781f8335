import { afterAll, beforeEach, expect, test } from 'vitest';
import { amina, juma, openStory } from '#tests/kit/story.ts';

const story = await openStory({ limits: { contactPerMinute: 3 } });
beforeEach(async () => {
  await story.reset();
  await story.connect({ assistant: { kind: 'offline', quietMs: 0, faq: [{ q: 'opening hours', a: 'From nine.' }] } });
});
afterAll(() => story.end());

const turns = async () => (await story.rows('select first_position, last_position from turns order by created_at, id')).length;

test('what somebody writes beyond so many messages a minute is stored and decided together; others are not kept waiting', async () => {
  for (let n = 0; n < 3; n += 1) {
    await story.say(`opening hours ${n}`, amina);
    await story.settled();
  }
  expect(await turns()).toBe(3);
  for (let n = 0; n < 20; n += 1) await story.say(`opening hours, flooding ${n}`, amina);
  await story.say('opening hours', juma);
  await story.watch.until(async () => (await turns()) === 4);
  // Juma's; Amina's twenty are stored and wait.
  expect((await story.rows("select 1 from messages where direction = 'in'")).length).toBe(24);
  await story.pass(4);
  await story.settled();
  expect(await turns()).toBe(5);
  const open = await story.rows('select id from contacts where work > done');
  expect(open).toEqual([]);
});

test('a flood that does not end is decided every ten seconds', async () => {
  for (let n = 0; n < 3; n += 1) await story.say(`hello ${n}`, amina);
  await story.settled();
  const before = await turns();
  for (let second = 0; second < 21; second += 1) {
    await story.say(`again ${second}`, amina);
    await story.pass(1);
  }
  await story.watch.idle();
  const taken = (await turns()) - before;
  expect(taken).toBeGreaterThanOrEqual(1);
  expect(taken).toBeLessThanOrEqual(3);
});
