import { expect, it } from 'vitest';
import { checkCatalogues, languages } from '#platform/i18n.ts';
import { memorySentences } from './index.ts';

it('every sentence exists in all nine languages, with the same placeholders and short button titles', () => {
  expect(checkCatalogues([memorySentences])).toEqual([]);
});

it('every language but English says whether somebody reviewed it', () => {
  for (const language of languages.filter((one) => one !== 'en')) expect(memorySentences[language]).toHaveProperty('_review');
});

it('nothing claims to be a person or to give therapy', () => {
  for (const sentence of Object.values(memorySentences.en)) expect(sentence).not.toMatch(/therap|diagnos|i am (a )?(human|person)/i);
});
