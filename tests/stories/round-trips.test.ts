import { afterAll, beforeEach, expect, test } from 'vitest';
import { amina, openStory } from '#tests/kit/story.ts';

const story = await openStory();
beforeEach(async () => {
  await story.reset();
  await story.connect();
});
afterAll(() => story.end());

/** DESIGN §3: the hot path is one script per stage. More round trips here is how it gets slow. */
test('one message of a known contact costs at most five round trips to be echoed, eight on a server', async () => {
  await story.say('the first one is dearer', amina);
  await story.settled();
  const before = story.database.roundTrips;
  const labels = story.watch.labels.length;
  await story.say('Habari', amina);
  // Asking the database how far it is would be counted too.
  await story.watch.until(async () => story.watch.labels.slice(labels).includes('mark rows'));
  await story.watch.idle();
  expect(story.database.roundTrips - before).toBeLessThanOrEqual(story.database.engine.kind === 'embedded' ? 5 : 8);
  expect(story.watch.labels.slice(labels)).toEqual(['accept', 'commit turns', 'mark rows']);
  expect(story.textsTo(amina)).toHaveLength(2);
});

test('its three statuses in one webhook cost one more', async () => {
  await story.say('Habari', amina);
  await story.settled();
  const [sent] = story.graph.sent;
  const before = story.watch.labels.length;
  const statuses = ['sent', 'delivered', 'read'].map((status) => ({
    id: sent?.id,
    status,
    timestamp: '1795183200',
    biz_opaque_callback_data: sent?.messageId,
  }));
  const value = { metadata: { phone_number_id: sent?.phoneNumberId }, statuses };
  await story.graph.deliver({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] });
  expect(story.watch.labels.slice(before)).toEqual(['settle statuses']);
});

test('a hundred messages of a hundred contacts that come together share their round trips', async () => {
  await story.reset();
  await story.connect({ limits: { perSecond: 1000 } });
  const people = Array.from({ length: 100 }, (_, n) => ({ from: `4477009${String(n).padStart(5, '0')}` }));
  await Promise.all(people.map((one) => story.say('the first one is dearer', one)));
  await story.settled();
  const before = story.watch.labels.length;
  await Promise.all(people.map((one) => story.say('Habari', one)));
  await story.settled();
  expect(story.watch.labels.length - before).toBeLessThan(200);
});
