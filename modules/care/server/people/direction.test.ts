import { expect, it } from 'vitest';
import type { Mood } from '../../contract.ts';
import { directionOf } from './direction.ts';

const said = (...scores: number[]): Mood[] => scores.map((score) => ({ at: '', source: 'self', score, label: null, valence: null }));
const read = (...valences: number[]): Mood[] =>
  valences.map((valence) => ({ at: '', source: 'inferred', score: null, label: 'sad', valence }));

it.each([
  ['rose', said(3, 4, 6, 7), 'better'],
  ['fell, though what was read from words rose', [...said(8, 7, 4, 3), ...read(-1, -1, 1, 1)], 'worse'],
  ['moved by less than one', said(5, 5, 5, 5, 6), 'same'],
  ['was read from words alone', read(0.6, 0.5, -0.5, -0.6), 'worse'],
  ['is known by too little', [...said(1, 9, 9), ...read(-1, 1, 1)], null],
] as const)('of a mood that %s', (_what, moods, direction) => {
  expect(directionOf(moods)).toBe(direction);
});
