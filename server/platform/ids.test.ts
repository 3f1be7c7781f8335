import { expect, test } from 'vitest';
import { createIds, firstIdAt, madeAt } from './ids.ts';

const at = (time: { now: number }) => ({ now: () => new Date(time.now), after: () => () => undefined });

test('identifiers are version 7 and sort in the order they were made, even when the clock steps back', () => {
  const time = { now: 1_790_000_000_000 };
  const ids = createIds(at(time));
  const made: string[] = [];
  for (let index = 0; index < 10_000; index += 1) {
    if (index === 5_000) time.now -= 60_000;
    made.push(ids.next());
  }
  expect(made[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(made).size).toBe(made.length);
  expect([...made].sort()).toEqual(made);
});

test('the same seed gives the same identifiers', () => {
  const fill = (target: Buffer) => target.fill(9);
  const clock = at({ now: 5 });
  expect(createIds(clock, fill).next()).toBe(createIds(clock, fill).next());
});

test('an id tells when it was made, and lies between the first ids of that moment and the next', () => {
  const time = { now: 1_790_000_000_000 };
  const id = createIds(at(time)).next();
  expect(madeAt(id)).toEqual(new Date(time.now));
  expect(firstIdAt(new Date(time.now)) < id).toBe(true);
  expect(id < firstIdAt(new Date(time.now + 1))).toBe(true);
});
