import { describe, expect, it } from 'vitest';
import type { Attribute } from '../contract.ts';
import { conditionIs, conditionOn, isWhole, isWholeRule } from './rule-fields.ts';

const attribute = (id: string, type: Attribute['type'], choices: string[] = []): Attribute => ({
  id,
  key: id,
  label: id,
  type,
  choices,
  maxLength: 500,
  personal: true,
  sensitive: false,
  createdAt: '2026-11-20T14:00:00.000Z',
});
const attributes = [attribute('age', 'number'), attribute('size', 'choice', ['S', 'M'])];
const known = { attributes, tags: [{ id: 't', name: 'VIP' }] };

describe('a condition', () => {
  it('says something as soon as its field is chosen, where it can', () => {
    expect(conditionOn('last_seen', known)).toEqual({ field: 'last_seen', is: 'within_days', value: 30 });
    expect(conditionOn('tag', known)).toEqual({ field: 'tag', is: 'equal', value: 't' });
    expect(conditionOn('attribute:size', known)).toEqual({ field: 'attribute:size', is: 'equal', value: 'S' });
    expect(conditionOn('attribute:age', known)).toEqual({ field: 'attribute:age', is: 'more' });
  });

  it('keeps its value under other words, as long as it fits', () => {
    const more = { field: 'attribute:age', is: 'more' as const, value: 18 };
    expect(conditionIs(more, 'less', known)).toEqual({ ...more, is: 'less' });
    expect(conditionIs(more, 'not_set', known)).toEqual({ field: 'attribute:age', is: 'not_set' });
    expect(conditionIs({ field: 'last_seen', is: 'within_days', value: 7 }, 'before', known)).toEqual({ field: 'last_seen', is: 'before' });
  });

  it('is whole when the server would take it', () => {
    expect(isWhole({ field: 'attribute:age', is: 'more' }, attributes)).toBe(false);
    expect(isWhole({ field: 'attribute:age', is: 'more', value: 0 }, attributes)).toBe(true);
    expect(isWhole({ field: 'name', is: 'contains', value: ' ' }, attributes)).toBe(false);
    expect(isWhole({ field: 'last_seen', is: 'within_days', value: 0 }, attributes)).toBe(false);
    expect(isWhole({ field: 'created', is: 'before', value: '2026-11-20' }, attributes)).toBe(true);
    expect(isWhole({ field: 'attribute:gone', is: 'set' }, attributes)).toBe(false);
    const inner = { match: 'any' as const, conditions: [{ field: 'attribute:age', is: 'more' as const }] };
    expect(isWholeRule({ match: 'all', conditions: [inner] }, attributes)).toBe(false);
  });
});
