import { describe, expect, it } from 'vitest';
import { barsOf } from './bars.ts';

const at = (milliseconds: number) => new Date(Date.UTC(2026, 10, 20, 9) + milliseconds).toISOString();

describe('the bars of a decision', () => {
  const bars = barsOf([
    { stage: 'written', at: at(-5000), tookMs: 5000 },
    { stage: 'arrived', at: at(0), tookMs: 100 },
    { stage: 'begun', at: at(100), tookMs: 50 },
    { stage: 'committed', at: at(150), tookMs: 50 },
    { stage: 'sent', at: at(200), tookMs: 3_600_000 },
    { stage: 'read', at: at(3_600_200), tookMs: null },
  ]);

  it('are drawn from the arrival to the sending, each where the one before it ended', () => {
    expect(bars.slice(1, 4).map(({ scale }) => scale)).toEqual([
      { start: 0, length: 0.5 },
      { start: 0.5, length: 0.25 },
      { start: 0.75, length: 0.25 },
    ]);
  });

  it('leave out what others took, which would hide them, and keep its numbers', () => {
    expect([bars[0], bars[4], bars[5]].map((bar) => bar?.scale)).toEqual([null, null, null]);
    expect(bars.map(({ afterMs }) => afterMs)).toEqual([-5000, 0, 100, 150, 200, 3_600_200]);
  });

  it('end with the decision when nothing was sent', () => {
    const silent = barsOf([
      { stage: 'arrived', at: at(0), tookMs: 30 },
      { stage: 'begun', at: at(30), tookMs: 10 },
      { stage: 'committed', at: at(40), tookMs: null },
    ]);
    expect(silent.map(({ scale }) => scale?.length ?? null)).toEqual([0.75, 0.25, null]);
  });
});
