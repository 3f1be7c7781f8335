import { expect, it } from 'vitest';
import type { Kept } from './block.ts';
import { findPatterns } from './patterns.ts';

const at = new Date('2026-11-20T12:00:00Z');
let made = 0;
const episode = (day: number, hour: number, own: Partial<Kept> = {}): Kept => ({
  id: `m${made++}`,
  kind: 'episode',
  text: 'something',
  at: Date.UTC(2026, 10, day, hour),
  message: null,
  importance: 0.5,
  sensitive: false,
  about: ['work'],
  persons: [],
  label: 'stressed',
  ...own,
});
const five = (own?: Partial<Kept>) => [1, 1, 2, 2, 3].map((day, n) => episode(day, 9 + n, own));

it('is what was there five times on three days, with what it comes with, and where it was seen', () => {
  const [trigger, ...others] = findPatterns(five(), 'UTC', at);
  expect(trigger).toMatchObject({
    what: { kind: 'trigger', topic: 'work', label: 'stressed' },
    occurrences: 5,
    days: 3,
    firstSeen: new Date('2026-11-01T09:00:00Z'),
    lastSeen: new Date('2026-11-03T13:00:00Z'),
  });
  expect(trigger?.evidence).toHaveLength(5);
  expect(others).toEqual([]);
});

it('is nothing where it was four times, on two days, long ago, or may hurt', () => {
  expect(findPatterns(five().slice(1), 'UTC', at)).toEqual([]);
  expect(
    findPatterns(
      [1, 1, 1, 2, 2].map((day) => episode(day, 9)),
      'UTC',
      at,
    ),
  ).toEqual([]);
  expect(findPatterns(five(), 'UTC', new Date('2027-06-01T00:00:00Z'))).toEqual([]);
  expect(findPatterns(five({ sensitive: true }), 'UTC', at)).toEqual([]);
});

it('is a person, a topic without one feeling, or a time of the day of their own zone', () => {
  const kinds = (memories: Kept[], zone = 'UTC') => findPatterns(memories, zone, at).map(({ what }) => what);
  expect(kinds(five({ about: [], persons: ['boss'], label: 'angry' }))).toContainEqual({ kind: 'person', person: 'boss', label: 'angry' });
  const mixed = five().map((one, n) => ({ ...one, label: ['sad', 'happy', 'angry', 'calm', null][n] ?? null }));
  expect(kinds(mixed)).toEqual([{ kind: 'topic', topic: 'work' }]);
  const late = [1, 2, 3, 4, 5].map((day) => episode(day, 20, { about: ['sleep'], label: 'lonely' }));
  expect(kinds(late, 'Asia/Karachi')).toContainEqual({ kind: 'time', part: 'night', label: 'lonely' });
});
