import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

test('lets so many in, the others in their order as places are given back, each kind for itself', async () => {
  const gate = createGate(2);
  const entered: string[] = [];
  const leaves: (() => void)[] = [];
  const enter = async (kind: string, name: string) => {
    leaves.push(await gate.enter(kind));
    entered.push(name);
  };
  for (const name of ['one', 'two', 'three', 'four']) void enter('whatsapp', name);
  void enter('sms', 'text');
  await Promise.resolve();
  await new Promise(setImmediate);
  expect(entered).toEqual(['one', 'two', 'text']);
  leaves[0]?.();
  await new Promise(setImmediate);
  expect(entered).toEqual(['one', 'two', 'text', 'three']);
  for (const leave of [leaves[1], leaves[3]]) leave?.();
  await new Promise(setImmediate);
  expect(entered.at(-1)).toBe('four');
  leaves.at(-1)?.();
  await enter('whatsapp', 'five');
  await enter('whatsapp', 'six');
  expect(entered.slice(-2)).toEqual(['five', 'six']);
});
