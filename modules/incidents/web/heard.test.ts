import { expect, it } from 'vitest';
import { firstHeard } from './heard.ts';

it('sounds once for each call, and again when it got worse', () => {
  const kept = new Map<string, string>();
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  const call = { id: 'a', calledAt: '2026-11-20T14:00:00.000Z' };
  expect(firstHeard([], storage)).toBe(false);
  expect(firstHeard([call], storage)).toBe(true);
  expect(firstHeard([call], storage)).toBe(false);
  expect(firstHeard([call, { ...call, id: 'b' }], storage)).toBe(true);
  expect(firstHeard([{ ...call, calledAt: '2026-11-20T14:30:00.000Z' }], storage)).toBe(true);
  for (let n = 0; n < 100; n++) firstHeard([{ ...call, id: `later ${n}` }], storage);
  expect([...kept.values()].join(' ').length).toBeLessThan(5000);
});
