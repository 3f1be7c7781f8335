import { expect, it } from 'vitest';
import { checkCatalogues, languages } from '#platform/i18n.ts';
import { flowSentences } from './index.ts';

it('every sentence exists in all nine languages, with the same placeholders and short button titles', () => {
  expect(checkCatalogues([flowSentences])).toEqual([]);
});

it('every language but English says whether somebody reviewed it', () => {
  for (const language of languages.filter((one) => one !== 'en')) expect(flowSentences[language]).toHaveProperty('_review');
});
