import type { Comparison, Condition } from '#contract/flow-parts.ts';
import type { Value, Values } from './state.ts';
import { lookUp } from './work.ts';

/** Whether a condition holds. What is not known is unequal to everything, and neither more nor less than anything. */
export function holds(condition: Condition, values: Values): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, values));
  if ('any' in condition) return condition.any.some((one) => holds(one, values));
  if ('not' in condition) return !holds(condition.not, values);
  return compare(condition, lookUp(values, condition.variable));
}

function isKnown(value: Value | undefined): value is Value {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function compare({ is, value: wanted }: Comparison, found: Value | undefined): boolean {
  if (is === 'known' || is === 'unknown') return isKnown(found) === (is === 'known');
  if (!isKnown(found)) return is === 'different';
  return wanted !== undefined && tests[is](found, wanted);
}

type Wanted = NonNullable<Comparison['value']>;
type Test = (found: Value, wanted: Wanted) => boolean;
const ordered =
  (fits: (difference: number) => boolean): Test =>
  (found, wanted) => {
    const difference = order(found, wanted);
    return difference !== null && fits(difference);
  };
const tests: Readonly<Record<Exclude<Comparison['is'], 'known' | 'unknown'>, Test>> = {
  equal: same,
  different: (found, wanted) => !same(found, wanted),
  contains: (found, wanted) => (Array.isArray(found) ? found.some((one) => same(one, wanted)) : plain(found).includes(plain(wanted))),
  one_of: (found, wanted) => Array.isArray(wanted) && wanted.some((one) => same(found, one)),
  less: ordered((difference) => difference < 0),
  at_most: ordered((difference) => difference <= 0),
  more: ordered((difference) => difference > 0),
  at_least: ordered((difference) => difference >= 0),
};

/** As people compare: "Yes" is "yes", and 5 is "5". */
function same(one: unknown, other: unknown): boolean {
  return one === other || (typeof one !== 'object' && typeof other !== 'object' && plain(one) === plain(other));
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : String(value);
}

/** Numbers as numbers; days and times as they are written, which sorts them. Null: they cannot be compared. */
function order(one: unknown, other: unknown): number | null {
  const [a, b] = [numberIn(one), numberIn(other)];
  if (a !== null && b !== null) return a - b;
  if (typeof one !== 'string' || typeof other !== 'string' || a !== null || b !== null) return null;
  return one === other ? 0 : one < other ? -1 : 1;
}

function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
