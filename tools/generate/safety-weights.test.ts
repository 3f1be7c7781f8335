import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { generateSafetyWeights } from './safety-weights.ts';

const file = new URL('../../server/safety/classifier/weights.json', import.meta.url);

it('the classifier is what the development half teaches, and stays small', () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const stored = readFileSync(file, 'utf8');
  expect(generateSafetyWeights(), 'run npm run generate').toBe(stored);
  expect(stored.length).toBeLessThan(300_000);
  vi.restoreAllMocks();
});
