import { expect, it } from 'vitest';
import { type AttributeForm, checkCell, checkValue } from './attribute-value.ts';
import cases from './testdata/values.json' with { type: 'json' };

it.each(cases)('$type: $given$cell', ({ type, given, cell, maxLength, kept, fault }) => {
  const form: AttributeForm = { type: type as AttributeForm['type'], choices: ['a', 'b', 'c'], maxLength: maxLength ?? 500 };
  const checked = cell === undefined ? checkValue(form, given as string) : checkCell(form, cell);
  expect(checked).toEqual(fault === undefined ? { value: kept } : { fault });
});
