import { describe, expect, test } from 'vitest';
import type { Sending } from './load.ts';
import { measure } from './measure.ts';
import type { PreparedMessage } from './messages.ts';
import { median, percentile } from './statistics.ts';

const message = (contact: number, text: string): PreparedMessage => ({ contact, text, body: Buffer.alloc(0), headers: {} });
const sending = (sentAt: number[], ackedAt: number[]): Sending => ({
  sentAt: Float64Array.from(sentAt),
  ackedAt: Float64Array.from(ackedAt),
  refused: 0,
});

describe('what a load showed', () => {
  const messages = [message(1, 'a'), message(2, 'b'), message(1, 'c')];

  test('speed is from the first webhook to the last reply, times are each message’s own', () => {
    const figures = measure(messages, sending([0, 10, 20], [5, 12, 30]), [
      ['echo: a', 8],
      ['echo: b', 20],
      ['echo: c', 100],
    ]);
    expect(figures.perSecond).toBe(30);
    expect(figures.ack).toEqual({ p50: 5, p95: 10, p99: 10 });
    expect(figures.reply).toEqual({ p50: 10, p95: 80, p99: 80 });
    expect(figures.faults).toEqual({ refused: 0, lost: 0, twice: 0, outOfOrder: 0 });
  });

  test('what is missing, what came again and what overtook is counted', () => {
    const overtaken = measure(messages, sending([0, 10, 20], [5, 12, 30]), [
      ['echo: c', 25],
      ['echo: a', 26],
      ['echo: a', 27],
    ]);
    expect(overtaken.faults).toEqual({ refused: 0, lost: 1, twice: 1, outOfOrder: 1 });
  });

  test('messages sent side by side have no order', () => {
    const sideBySide = measure(messages, sending([0, 10, 20], [25, 12, 30]), [
      ['echo: c', 26],
      ['echo: a', 27],
      ['echo: b', 28],
    ]);
    expect(sideBySide.faults.outOfOrder).toBe(0);
  });
});

test('percentiles are values that were measured; a median may lie between two', () => {
  expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
  expect(percentile([4, 1, 3, 2], 0.99)).toBe(4);
  expect(median([1, 9, 2, 4])).toBe(3);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([])).toBeNaN();
});
