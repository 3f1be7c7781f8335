import { expect, test } from 'vitest';
import { nameFrom, readFlowFile } from './flow-file.ts';

test('a name comes from the title, and is nobody else’s', () => {
  expect(nameFrom('Opening hours', [])).toBe('opening_hours');
  expect(nameFrom('  2 Écoles & more! ', [])).toBe('ecoles_more');
  expect(nameFrom('خوش آمدید', [])).toBe('flow');
  expect(nameFrom('Welcome', ['welcome', 'welcome_2'])).toBe('welcome_3');
  expect(nameFrom('x'.repeat(80), [])).toHaveLength(36);
});

test('a file is read in each form a flow is handed out in', () => {
  const definition = { format: 1, nodes: {} };
  expect(readFlowFile(JSON.stringify({ name: 'a', title: 'A', definition }))).toEqual({ name: 'a', title: 'A', definition });
  expect(readFlowFile(JSON.stringify({ id: '1', name: 'a', draft: definition }))).toEqual({ name: 'a', definition });
  expect(readFlowFile(JSON.stringify(definition))).toEqual({ definition });
  for (const text of ['', '{', '[]', '"flow"', 'null', '{"name":"a"}']) expect(readFlowFile(text)).toBeNull();
});
