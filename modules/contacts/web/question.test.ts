import { describe, expect, it } from 'vitest';
import { readFilter, toQuestion } from './question.ts';

describe('an address', () => {
  it('is read as what it asks; what is not understood is left out', () => {
    const where = { match: 'any', conditions: [{ field: 'language', is: 'equal', value: 'sw' }] };
    expect(readFilter({ q: 712, tag: 't', seen: 'in-7', where })).toEqual({ q: '712', tag: 't', seen: 'in-7', where });
    expect(readFilter({ q: '', tag: ['t'], seen: 'yesterday', where: { match: 'all', conditions: [{ is: 'equal' }] } })).toEqual({});
    expect(readFilter({ where: { match: 'none', conditions: [] } })).toEqual({});
  });
});

describe('a question', () => {
  it('is empty without a filter, and does not look for one letter', () => {
    expect(toQuestion({})).toEqual({});
    expect(toQuestion({ q: ' a ' })).toEqual({});
    expect(toQuestion({ q: ' ab ' })).toEqual({ q: 'ab' });
  });

  it('says everything at once', () => {
    expect(toQuestion({ segment: 's', tag: 't', channel: 'whatsapp', seen: 'not-30' })).toEqual({
      segmentId: 's',
      rule: {
        match: 'all',
        conditions: [
          { field: 'tag', is: 'equal', value: 't' },
          { field: 'channel_type', is: 'equal', value: 'whatsapp' },
          { field: 'last_seen', is: 'not_within_days', value: 30 },
        ],
      },
    });
    expect(toQuestion({ seen: 'never' }).rule?.conditions).toEqual([{ field: 'last_seen', is: 'not_set' }]);
  });

  it('keeps "any" of the further conditions together, beside the others', () => {
    const conditions = [
      { field: 'language', is: 'set' as const },
      { field: 'name', is: 'set' as const },
    ];
    expect(toQuestion({ tag: 't', where: { match: 'any', conditions } }).rule).toEqual({
      match: 'all',
      conditions: [
        { field: 'tag', is: 'equal', value: 't' },
        { match: 'any', conditions },
      ],
    });
    expect(toQuestion({ where: { match: 'all', conditions } }).rule).toEqual({ match: 'all', conditions });
  });
});
