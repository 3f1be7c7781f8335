import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { explain } from '#platform/mail/mail.ts';
import { projectFolder } from '#platform/program.ts';
import { fill } from '#web/i18n/icu.ts';
import { mailReason } from '#web/i18n/mail-reason.ts';

/** Why a mail did not go out, as the server says it and as the app says it: the two must go on knowing each other. */

const sentences = (JSON.parse(readFileSync(`${projectFolder}/web/locales/en/troubles.json`, 'utf8')) as { mail: Record<string, string> })
  .mail;
const inTheApp = (words: string) => {
  const found = mailReason(words);
  return found === null ? null : fill(sentences[found.key] ?? '', 'en', { code: found.code });
};

it.each([{ code: 'EAUTH' }, { code: 'EDNS' }, { code: 'ETLS' }, { code: 'EENVELOPE', responseCode: 550 }, { responseCode: 421 }, {}])(
  '%j',
  (fault) => {
    expect(inTheApp(explain(fault))).toBe(explain(fault));
  },
);

it('what the calling of people says of itself', () => {
  const source = readFileSync(`${projectFolder}/modules/incidents/server/call-people.ts`, 'utf8');
  const said = [...source.matchAll(/'(nobody of [^']+|this installation [^']+)'/g)].map(([, words = '']) => words);
  expect(said).toHaveLength(2);
  for (const words of said) expect(inTheApp(words)).toBe(words);
});

it('leaves what it does not know to the server', () => {
  expect(mailReason('the dog ate it')).toBeNull();
});
