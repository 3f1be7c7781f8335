import { expect, it } from 'vitest';
import { createFairGate } from './gate.ts';

const never = new AbortController().signal;

/** Asks to enter and writes down when it was let in. */
function asker(gate: ReturnType<typeof createFairGate>) {
  const order: string[] = [];
  const leave: (() => void)[] = [];
  return {
    order,
    leave,
    ask: (key: string, signal = never) =>
      gate.enter(key, signal).then((out) => {
        order.push(key);
        leave.push(out);
      }),
  };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('lets so many in for each key and in all, and the keys that wait by turns', async () => {
  const { order, leave, ask } = asker(createFairGate({ total: 3, each: 2 }));
  for (const key of ['busy', 'busy', 'busy', 'busy', 'busy', 'calm', 'new']) void ask(key);
  await settle();
  expect(order).toEqual(['busy', 'busy', 'calm']);
  for (let n = 0; n < 6; n += 1) {
    leave[n]?.();
    await settle();
  }
  expect(order).toEqual(['busy', 'busy', 'calm', 'busy', 'new', 'busy', 'busy']);
});

it('who leaves twice makes room once', async () => {
  const { order, leave, ask } = asker(createFairGate({ total: 1, each: 1 }));
  for (const key of ['a', 'b', 'c']) void ask(key);
  await settle();
  leave[0]?.();
  leave[0]?.();
  await settle();
  expect(order).toEqual(['a', 'b']);
});

it('who gives up leaves the queue, and takes no room', async () => {
  const { order, leave, ask } = asker(createFairGate({ total: 1, each: 1 }));
  const tired = new AbortController();
  await ask('a');
  const gone = ask('b', tired.signal);
  void ask('c');
  tired.abort(new Error('too late'));
  await expect(gone).rejects.toThrow('too late');
  await expect(ask('d', tired.signal)).rejects.toThrow('too late');
  leave[0]?.();
  await settle();
  expect(order).toEqual(['a', 'c']);
});
