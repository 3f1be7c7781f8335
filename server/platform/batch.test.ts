import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, test } from 'vitest';
import { createBatches } from './batch.ts';
import { DatabaseUnreachable } from './db/statement.ts';

/** A batcher whose runs wait until the test lets them go. */
function heldBatcher(most = 100, batches = createBatches()) {
  const runs: { key: string; items: readonly string[]; go: () => void; fail: (error: Error) => void }[] = [];
  const batcher = batches.batcher<string, string>(most, (key, items) => {
    return new Promise((resolve, reject) =>
      runs.push({ key, items, go: () => resolve(items.map((item) => `${key}:${item}`)), fail: reject }),
    );
  });
  return { batcher, runs };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('micro-batches', () => {
  test('the first goes at once and alone; what comes meanwhile goes together, in order', async () => {
    const { batcher, runs } = heldBatcher();
    const answers = ['a', 'b', 'c'].map((item) => batcher.add('x', item));
    expect(runs.map((run) => run.items)).toEqual([['a']]);
    runs[0]?.go();
    await turn();
    expect(runs.map((run) => run.items)).toEqual([['a'], ['b', 'c']]);
    runs[1]?.go();
    expect(await Promise.all(answers)).toEqual(['x:a', 'x:b', 'x:c']);
  });

  test('keys do not wait for each other and are never mixed', async () => {
    const { batcher, runs } = heldBatcher();
    const [a, b] = [batcher.add('x', 'a'), batcher.add('y', 'b')];
    expect(runs.map((run) => run.key)).toEqual(['x', 'y']);
    runs[1]?.go();
    expect(await b).toBe('y:b');
    runs[0]?.go();
    expect(await a).toBe('x:a');
  });

  test('of one key, batches of several stages take turns, in the order in which they came', async () => {
    const batches = createBatches();
    const [accept, mark] = [heldBatcher(100, batches), heldBatcher(100, batches)];
    const first = accept.batcher.add('x', 'a');
    const others = Promise.allSettled([
      mark.batcher.add('x', 'm'),
      accept.batcher.add('x', 'b'),
      mark.batcher.add('x', 'n'),
      mark.batcher.add('y', 'o'),
    ]);
    expect(mark.runs.map((run) => run.items)).toEqual([['o']]);
    accept.runs[0]?.go();
    expect(await first).toBe('x:a');
    await turn();
    expect(mark.runs.map((run) => run.items)).toEqual([['o'], ['m', 'n']]);
    expect(accept.runs).toHaveLength(1);
    mark.runs[1]?.fail(new DatabaseUnreachable('away'));
    mark.runs[0]?.go();
    await turn();
    accept.runs[1]?.go();
    expect((await others).map((one) => one.status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
  });

  test('a batch is never larger than allowed', async () => {
    const { batcher, runs } = heldBatcher(2);
    void Promise.all(['a', 'b', 'c', 'd', 'e'].map((item) => batcher.add('x', item)));
    for (let n = 0; n < 4; n += 1) {
      runs[n]?.go();
      await turn();
    }
    expect(runs.map((run) => run.items.length)).toEqual([1, 2, 2]);
  });

  test('one bad item does not take its neighbours down', async () => {
    const calls: string[] = [];
    const batcher = createBatches().batcher<string, string>(100, async (_key, items) => {
      calls.push(items.join(''));
      if (items.includes('bad')) throw new Error('bad');
      return items;
    });
    const answers = await Promise.allSettled(['first', 'a', 'bad', 'b'].map((item) => batcher.add('x', item)));
    expect(answers.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(calls).toEqual(['first', 'abadb', 'a', 'bad', 'b']);
  });

  test('a database that is away fails all at once and is not asked again for each', async () => {
    const { batcher, runs } = heldBatcher();
    const answers = Promise.allSettled(['a', 'b', 'c'].map((item) => batcher.add('x', item)));
    runs[0]?.go();
    await turn();
    runs[1]?.fail(new DatabaseUnreachable('away'));
    expect((await answers).map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(runs).toHaveLength(2);
  });

  test('what waits behind it is not tried one batch after the other', async () => {
    const { batcher, runs } = heldBatcher(1);
    const answers = Promise.allSettled(['a', 'b', 'c'].map((item) => batcher.add('x', item)));
    runs[0]?.fail(new DatabaseUnreachable('hung'));
    expect((await answers).map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(runs).toHaveLength(1);
  });

  test('a batch runs outside what its first item was asked in', async () => {
    const context = new AsyncLocalStorage<string>();
    const batcher = createBatches().batcher<string, string | undefined>(100, async (_key, items) => items.map(() => context.getStore()));
    expect(await context.run('a request', () => batcher.add('x', 'a'))).toBeUndefined();
  });

  test('after a failure it goes on', async () => {
    const { batcher, runs } = heldBatcher();
    const first = batcher.add('x', 'a');
    runs[0]?.fail(new Error('once'));
    await expect(first).rejects.toThrow('once');
    const second = batcher.add('x', 'b');
    await turn();
    runs[1]?.go();
    expect(await second).toBe('x:b');
  });
});
