import { expect, it } from 'vitest';
import { checkCatalogues, languages } from '#platform/i18n.ts';
import { moodSentences } from './index.ts';

it('every sentence exists in all nine languages, with the same placeholders and short button titles', () => {
  expect(checkCatalogues([moodSentences])).toEqual([]);
});

it('every language but English says whether somebody reviewed it', () => {
  for (const language of languages.filter((one) => one !== 'en')) expect(moodSentences[language]).toHaveProperty('_review');
});

it('nothing claims to be a person or to give therapy', () => {
  for (const sentence of Object.values(moodSentences.en)) expect(sentence).not.toMatch(/therap|diagnos|i am (a )?(human|person)/i);
});
