import { describe, expect, it } from 'vitest';
import { later } from '#platform/clock.ts';
import { HttpFault } from '#platform/http/client.ts';
import { judgeAnswer, judgeFault, nextAttempt } from './judge.ts';

const answer = (status: number, headers: Record<string, string> = {}, text = '') => ({ status, headers, text });

describe('an answer', () => {
  it.each([
    [200, 'taken'],
    [204, 'taken'],
    [301, 'refused'],
    [400, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [410, 'gone'],
    [429, 'refused'],
    [500, 'refused'],
  ])('%i is %s', (status, kind) => {
    expect(judgeAnswer(answer(status))).toMatchObject({ kind, code: status });
  });

  it('is kept to 2 KiB, never cut within a character', () => {
    const kept = judgeAnswer(answer(200, {}, `x${'語'.repeat(2000)}`)).answer ?? '';
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(2048);
    expect(kept).toMatch(/^x語+$/);
  });

  it('that never came whole is told as what it was; a fault of ours is not', () => {
    const slow = new HttpFault('No whole answer within 10000 ms.', { reached: true });
    expect(judgeFault(slow)).toEqual({ kind: 'refused', code: null, answer: null, problem: 'No whole answer within 10000 ms.' });
    expect(() => judgeFault(new TypeError('a bug'))).toThrow('a bug');
  });
});

describe('the next attempt', () => {
  const now = new Date('2026-11-20T14:00:00.000Z');
  const retryUntil = later(now, 24 * 3600);
  const wait = (attempts: number, fraction: number) =>
    ((nextAttempt(attempts, { now, retryUntil, fraction })?.getTime() ?? 0) - now.getTime()) / 1000;

  it('waits twice as long each time, half of it by chance, at most two hours', () => {
    expect([0, 1, 2, 3].map((attempts) => wait(attempts, 1))).toEqual([5, 10, 20, 40]);
    expect([0, 1, 2, 3].map((attempts) => wait(attempts, 0))).toEqual([2.5, 5, 10, 20]);
    expect([11, 50, 5000].map((attempts) => wait(attempts, 1))).toEqual([7200, 7200, 7200]);
  });

  it('is none when the day is over', () => {
    expect(nextAttempt(20, { now, retryUntil: later(now, 60), fraction: 0.5 })).toBeNull();
  });
});
