import { describe, expect, test } from 'vitest';
import { createPlaces } from './places.ts';

const never = new AbortController().signal;
const moment = () => new Promise(setImmediate);

describe('places of a server', () => {
  test('let so many in, the others in their order as places are given back, each server for itself', async () => {
    const places = createPlaces(2);
    const entered: string[] = [];
    const leave = new Map<string, () => void>();
    const enter = async (server: string, name: string) => {
      leave.set(name, await places.enter(server, never));
      entered.push(name);
    };
    for (const name of ['one', 'two', 'three', 'four']) void enter('graph', name);
    void enter('gateway', 'other');
    await moment();
    expect(entered).toEqual(['one', 'two', 'other']);
    leave.get('one')?.();
    await moment();
    expect(entered.slice(3)).toEqual(['three']);
    for (const name of ['two', 'three']) leave.get(name)?.();
    await moment();
    expect(entered.slice(4)).toEqual(['four']);
    leave.get('four')?.();
    await enter('graph', 'five');
    await enter('graph', 'six');
    expect(entered.slice(5)).toEqual(['five', 'six']);
  });

  test('are not held for one who gave up waiting', async () => {
    const places = createPlaces(1);
    const leave = await places.enter('graph', never);
    const tired = new AbortController();
    const waiting = places.enter('graph', tired.signal);
    tired.abort(new Error('too long'));
    await expect(waiting).rejects.toThrow('too long');
    leave();
    await places.enter('graph', never);
  });
});
