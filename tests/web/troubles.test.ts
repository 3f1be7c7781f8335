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
    readonly of: Readonly<Record<string, Readonly<Record<string, Told>>>>;
    readonly check: Readonly<Record<string, Readonly<Record<string, object>>>>;
  };

test('pages tell every trouble of WhatsApp in the words of the program', () => {
  const told = read('en').of.whatsapp ?? {};
  const said = Object.fromEntries(errorCodes.map(({ word, reason, advice }) => [word, { reason, advice }]));
  expect(told).toMatchObject(said);
});

test('what keeps a message from going out by itself is told in the words of the program', () => {
  const { of } = read('en');
  const files = ['server/outbox/send-lane.ts', 'server/outbox/hand-over.ts', 'modules/phone/server/answer-back.ts'];
  const source = files.map((file) => readFileSync(`${projectFolder}/${file}`, 'utf8')).join('\n');
  const said = [...source.matchAll(/code: '([a-z]+)\.([a-z_]+)',\s+reason: '([^']+)',\s+advice: '([^']+)'/g)];
  expect(said.length).toBeGreaterThan(6);
  for (const [, room = '', word = '', reason, advice] of said) expect(of[room]?.[word], `${room}.${word}`).toEqual({ reason, advice });
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
