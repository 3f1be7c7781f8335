import { expect, it } from 'vitest';
import { PlanItem } from '../../contract.ts';
import { readItems } from './read-items.ts';

it.each([
  ['people', 'Zawadi, my sister: +254 712 345 678', [{ text: 'Zawadi, my sister', phone: '+254 712 345 678' }]],
  [
    'people',
    '1. Zawadi 0712345678\n2) Juma\n',
    [
      { text: 'Zawadi', phone: '0712345678' },
      { text: 'Juma', phone: null },
    ],
  ],
  ['professionals', '٠٧١٢٣٤٥٦٧٨', [{ text: '0712345678', phone: '0712345678' }]],
  [
    'signs',
    '• I cannot sleep\n- I call 0712345678 again and again',
    [
      { text: 'I cannot sleep', phone: null },
      { text: 'I call 0712345678 again and again', phone: null },
    ],
  ],
  ['living', '  ', []],
] as const)('reads what is written to "%s": %s', (step, text, items) => {
  expect(readItems(step, text)).toEqual(items);
});

it('makes of anything what may be stored', () => {
  for (const text of [
    'x'.repeat(5000),
    '😀'.repeat(300),
    'a\u0000b',
    Array.from({ length: 50 }, (_, n) => `line ${n}`).join('\n'),
    '+1 (2) 3-4.5/6 7 8 9 0 1 2 3 4 5 6 7',
  ])
    for (const step of ['people', 'signs'] as const) {
      const items = readItems(step, text);
      expect(items.length).toBeLessThanOrEqual(12);
      for (const item of items) expect(PlanItem.safeParse(item).success, JSON.stringify(item)).toBe(true);
    }
});
