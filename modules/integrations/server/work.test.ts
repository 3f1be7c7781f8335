import { afterAll, beforeEach, expect, it } from 'vitest';
import { createTestApp } from '#tests/kit/app.ts';
import { type DatabaseWatch, watchDatabase } from '#tests/kit/watched-database.ts';

const app = await createTestApp();
let watch: DatabaseWatch;
beforeEach(async () => {
  await app.reset();
  watch = watchDatabase(app.database);
});
afterAll(async () => {
  watch.stop();
  await app.stop(0);
});

const looks = () => watch.labels.filter((label) => label === 'look for integrations').length;
async function pass(seconds: number): Promise<number> {
  const before = looks();
  for (let second = 0; second < seconds; second += 1) {
    await app.clock.advance(1000);
    await watch.idle();
  }
  return looks() - before;
}

it('looks each second for a while after something happened, and now and then when nothing does', async () => {
  app.integrations.start();
  expect(await pass(60)).toBeLessThanOrEqual(7);
  // Any request that may have changed something.
  await app.server.inject({ method: 'POST', url: '/webhooks/whatsapp', payload: '{}' });
  expect(await pass(10)).toBe(10);
  expect(await pass(60)).toBeLessThanOrEqual(7);
});
