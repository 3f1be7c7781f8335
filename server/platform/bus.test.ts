import { afterEach, describe, expect, test } from 'vitest';
import { createLog } from '#platform/log.ts';
import { testRedisUrl } from '#tests/kit/server-url.ts';
import { type Bus, type Note, openRedisBus } from './bus.ts';

const opened: Bus[] = [];
afterEach(() => Promise.all(opened.splice(0).map((bus) => bus.close())));

async function open(self: string, channel = 'baraza:test:bus', url = testRedisUrl ?? '') {
  const bus = await openRedisBus(url, { channel, self, log: createLog('silent') });
  opened.push(bus);
  const heard: Note[] = [];
  bus.hear((note) => heard.push(note));
  return { bus, heard };
}

test('while Redis is away nobody waits and nothing is thrown', async () => {
  const { bus, heard } = await open('one', 'baraza:test:away', 'redis://127.0.0.1:9');
  bus.tell({ about: 'keys' });
  await new Promise(setImmediate);
  expect(heard).toEqual([]);
});

describe.skipIf(!testRedisUrl)('over Redis', () => {
  test('every other process of the installation hears it, in order; itself and other installations do not', async () => {
    const [one, two, other] = await Promise.all([open('one'), open('two'), open('one', 'baraza:test:another')]);
    // Until both are listening, which nobody promises to know.
    await expect
      .poll(
        () => {
          one.bus.tell({ about: 'greeting' });
          return two.heard.length;
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(0);
    for (let n = 0; n < 100; n += 1) one.bus.tell({ about: 'counted', n });
    const counted = () => two.heard.filter(({ about }) => about === 'counted').map(({ n }) => n);
    await expect.poll(counted, { timeout: 10_000 }).toEqual(Array.from({ length: 100 }, (_, n) => n));
    expect(one.heard).toEqual([]);
    expect(other.heard).toEqual([]);
  });
});
