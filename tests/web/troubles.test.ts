import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorCodes } from '#channels/whatsapp/error-codes.ts';
import { projectFolder } from '#platform/program.ts';

interface Told {
  readonly reason: string;
  readonly advice: string;
}
const read = (language: string) =>
  JSON.parse(readFileSync(`${projectFolder}/web/locales/${language}/troubles.json`, 'utf8')) as {
    readonly of: { readonly whatsapp: Readonly<Record<string, Told>> };
    readonly check: Readonly<Record<string, Readonly<Record<string, object>>>>;
  };

test('pages tell every trouble of WhatsApp in the words of the program', () => {
  const told = read('en').of.whatsapp;
  const said = Object.fromEntries(errorCodes.map(({ word, reason, advice }) => [word, { reason, advice }]));
  expect(told).toMatchObject(said);
});

test('pages have sentences for everything that a check finds', () => {
  const { check } = read('en');
  const files = ['server/channels/check-channel.ts', 'server/channels/whatsapp/check-account.ts'];
  const source = files.map((file) => readFileSync(`${projectFolder}/${file}`, 'utf8')).join('\n');
  const steps = Object.keys(check).join('|');
  const codes = [...source.matchAll(new RegExp(`'((?:${steps})\\.[a-z_]+)'`, 'g'))].map(([, code = '']) => code);
  expect(codes.length).toBeGreaterThan(30);
  for (const code of new Set(codes)) {
    const [step = '', word = ''] = code.split('.');
    expect(check[step]?.[word], code).toBeDefined();
  }
});
