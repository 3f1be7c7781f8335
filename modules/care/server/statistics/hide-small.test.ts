import { expect, it } from 'vitest';
import { type Cell, fewest, hideSmall } from './hide-small.ts';

const cell = (people: number): Cell => ({ count: people * 2, people });

it('shows what is about five people or more, and says none as none', () => {
  expect(hideSmall(cell(17), { a: cell(5), b: cell(12), c: cell(0) })).toEqual({ whole: 34, parts: { a: 10, b: 24, c: 0 } });
  expect(hideSmall(cell(0), { a: cell(0) })).toEqual({ whole: 0, parts: { a: 0 } });
  expect(hideSmall(cell(4), { a: cell(4), b: cell(0) })).toEqual({ whole: null, parts: { a: null, b: null } });
});

it('hides a second part, the smallest, where one alone could be worked out', () => {
  expect(hideSmall(cell(40), { a: cell(3), b: cell(12), c: cell(25) })).toEqual({ whole: 80, parts: { a: null, b: null, c: 50 } });
});

const sizes = [0, 1, 4, 5, 9];
const triples = sizes.flatMap((a) => sizes.flatMap((b) => sizes.map((c) => ({ a, b, c }))));

it.each(triples)('lets nothing about one to four people be worked out: %j', (people) => {
  const all = people.a + people.b + people.c;
  const { whole, parts } = hideSmall(cell(all), { a: cell(people.a), b: cell(people.b), c: cell(people.c) });
  const names = ['a', 'b', 'c'] as const;
  const isSmall = (count: number) => count > 0 && count < fewest;
  expect(names.filter((name) => parts[name] !== null && isSmall(people[name]))).toEqual([]);
  const hidden = names.filter((name) => parts[name] === null);
  if (isSmall(all)) expect(whole).toBeNull();
  if (whole === null || hidden.length === 0) return;
  expect(hidden.length).toBeGreaterThan(1);
  expect(hidden.reduce((sum, name) => sum + people[name], 0)).toBeGreaterThanOrEqual(fewest);
});
