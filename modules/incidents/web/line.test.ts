import { expect, it } from 'vitest';
import { SafetyLineCreation } from '../contract.ts';
import { emptyLine, isNew, toCreation } from './line.ts';

it('knows a number again however it is written', () => {
  const own = [{ number: '+254 722-178 177' }];
  expect(isNew({ number: '+254722178177' }, own)).toBe(false);
  expect(isNew({ number: '1199' }, own)).toBe(true);
});

it('sends what the API takes', () => {
  const line = { ...emptyLine('ke'), name: 'Kenya Red Cross', number: '1199', hours: ' ' };
  expect(SafetyLineCreation.parse(toCreation(line))).toEqual({
    country: 'KE',
    name: 'Kenya Red Cross',
    number: '1199',
    kind: 'voice',
    hours: null,
    audience: 'anyone',
    tried: true,
  });
  expect(toCreation(emptyLine('')).country).toBeNull();
});
