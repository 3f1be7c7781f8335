import { describe, expect, it } from 'vitest';
import type { Mood } from '../contract.ts';
import { changedSteps, dial, emptySteps, hasOldNumbers, isDue, rangeOf } from './words.ts';

const mood = (score: number | null, source: Mood['source'] = 'self'): Mood => ({
  at: '2026-11-20T14:00:00.000Z',
  source,
  score,
  label: null,
  valence: null,
});
const now = new Date('2026-11-20T14:00:00Z');

describe('what is said of moods', () => {
  it('is about what people said of themselves alone', () => {
    expect(rangeOf([mood(3), mood(8), mood(null, 'inferred'), mood(4)])).toEqual({ count: 3, median: 4, low: 3, high: 8 });
    expect(rangeOf([mood(3), mood(8)])).toMatchObject({ median: 5.5 });
    expect(rangeOf([mood(null, 'inferred')])).toBeNull();
  });
});

describe('a plan', () => {
  it('sends only steps that were changed, without what was left empty', () => {
    const before = { ...emptySteps(), signs: [{ text: 'No sleep', phone: null }] };
    const draft = {
      ...before,
      signs: [{ text: ' No sleep ', phone: '' }],
      people: [
        { text: 'Zawadi', phone: ' +254 712 ' },
        { text: ' ', phone: null },
        { text: '', phone: '999' },
      ],
    };
    expect(changedSteps(before, draft)).toEqual({
      people: [
        { text: 'Zawadi', phone: '+254 712' },
        { text: '999', phone: '999' },
      ],
    });
  });

  it('warns of numbers nobody has looked at for a quarter, and is looked at again when that is due', () => {
    const steps = { ...emptySteps(), people: [{ text: 'Zawadi', phone: '1' }] };
    expect(hasOldNumbers({ steps, reviewedAt: '2026-08-01T00:00:00Z' }, now)).toBe(true);
    expect(hasOldNumbers({ steps, reviewedAt: '2026-11-01T00:00:00Z' }, now)).toBe(false);
    expect(hasOldNumbers({ steps: emptySteps(), reviewedAt: '2026-08-01T00:00:00Z' }, now)).toBe(false);
    expect([isDue({ reviewAt: now.toISOString() }, now), isDue({ reviewAt: null }, now)]).toEqual([true, false]);
  });

  it('dials what a number says', () => {
    expect(dial('+254 (0) 712-345')).toBe('tel:+2540712345');
  });
});
