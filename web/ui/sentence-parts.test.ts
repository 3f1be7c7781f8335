import { expect, it } from 'vitest';
import { sentenceParts, withStops } from './sentence-parts.ts';

const drawn = (sentence: string) =>
  withStops(sentenceParts(sentence)).map(({ text, name, stop }) => `${name === null ? text : `<${name}>`}${stop}`);

it('finds the gaps of a sentence, wherever a language puts them', () => {
  expect(drawn('{state} conversations with {handler}')).toEqual(['<state>', 'conversations with', '<handler>']);
  expect(drawn('Mazungumzo {state}')).toEqual(['Mazungumzo', '<state>']);
});

it('leaves a comma with the gap before it', () => {
  expect(drawn('{state} ones, assigned to {who}, {attention}, {sort}')).toEqual([
    '<state>',
    'ones, assigned to',
    '<who>,',
    '<attention>,',
    '<sort>',
  ]);
  expect(drawn('ٹیم {team}، {sort}')).toEqual(['ٹیم', '<team>،', '<sort>']);
});
