import { describe, expect, test } from 'vitest';
import { createPace } from './pace.ts';

const limits = { perSecond: 80, pair: { burst: 45, everySeconds: 6 } };
const amina = { channelId: 'main', conversationId: 'amina' };

function paceAt() {
  const time = { now: 1_000_000 };
  return { time, pace: createPace({ now: () => new Date(time.now), after: () => () => undefined }) };
}

describe('one contact', () => {
  test('gets a burst of 45 at once, then one in six seconds', () => {
    const { time, pace } = paceAt();
    const waits = Array.from({ length: 46 }, () => pace.take(amina, { ...limits, perSecond: 1000 }, 0));
    expect(waits.slice(0, 45).every((wait) => wait === 0)).toBe(true);
    expect(waits[45]).toBe(6000);
    time.now += 6000;
    expect(pace.take(amina, limits, 0)).toBe(0);
    expect(pace.take(amina, limits, 0)).toBe(6000);
  });

  test('does not slow down another', () => {
    const { pace } = paceAt();
    for (let index = 0; index < 46; index += 1) pace.take(amina, { ...limits, perSecond: 1000 }, 0);
    expect(pace.take({ ...amina, conversationId: 'ben' }, { ...limits, perSecond: 1000 }, 0)).toBe(0);
  });
});

describe('a number', () => {
  test('sends at most 80 in a second, and those that wait have places one after the other', () => {
    const { pace } = paceAt();
    const waits = Array.from({ length: 120 }, (_, index) => pace.take({ channelId: 'main', conversationId: `c${index}` }, limits, 2000));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(80);
    expect(waits.slice(80)).toEqual(Array.from({ length: 40 }, (_, index) => Math.ceil((index + 1) * 12.5)));
  });

  test('that is told to slow down is held, and its places are not taken by those who would wait too long', () => {
    const { time, pace } = paceAt();
    pace.hold('main', 30_000);
    expect(pace.take(amina, limits, 2000)).toBeGreaterThan(2000);
    time.now += 31_000;
    expect(pace.take(amina, limits, 2000)).toBe(0);
  });

  test('with a limit below one a second is obeyed too', () => {
    const { pace } = paceAt();
    const slow = { ...limits, perSecond: 0.5 };
    expect(pace.take(amina, slow, 0)).toBe(0);
    expect(pace.take({ ...amina, conversationId: 'ben' }, slow, 0)).toBe(2000);
  });
});
