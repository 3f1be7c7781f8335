import { describe, expect, it } from 'vitest';
import type { Channel } from '#contract/channels.ts';
import { differing, filled, makeVerifyToken, moodOf } from './channel-words.ts';

const now = new Date('2026-11-20T12:00:00Z');
const healthy = { quality: 'green', restriction: null, tokenEndsAt: null, lastWebhookAt: '2026-11-20T11:00:00Z' };
const channel = (change: object = {}, health: object = {}) =>
  ({ state: 'active', webhookUrl: 'https://x.example/webhooks/whatsapp', health: { ...healthy, ...health }, ...change }) as Channel;

describe('how a channel is', () => {
  it.each([
    ['works', channel()],
    ['works', channel({ webhookUrl: null }, { lastWebhookAt: null })],
    ['silent', channel({}, { lastWebhookAt: null })],
    ['lowQuality', channel({}, { quality: 'red', lastWebhookAt: null })],
    ['tokenEnds', channel({}, { tokenEndsAt: '2026-12-03T12:00:00Z', quality: 'red' })],
    ['works', channel({}, { tokenEndsAt: '2026-12-05T12:00:00Z' })],
    ['restricted', channel({}, { restriction: { reason: 'x', since: null, until: null } })],
    ['paused', channel({ state: 'paused' }, { restriction: { reason: 'x', since: null, until: null } })],
    ['stopped', channel({ state: 'disabled' })],
  ])('%s', (word, given) => {
    expect(moodOf(given, now).word).toBe(word);
  });
});

it('makes verify tokens of letters and digits only', () => {
  expect(makeVerifyToken((bytes) => bytes.fill(35))).toBe('z'.repeat(20));
  expect(makeVerifyToken()).toMatch(/^[0-9a-z]{20}$/);
});

it('sends what was filled in and what differs, and nothing else', () => {
  expect(filled({ a: '', b: 'x', c: null, d: 0 })).toEqual({ b: 'x', d: 0 });
  expect(differing({ a: 1, b: { c: 2 } }, { a: 1, b: { c: 3 } })).toEqual({ b: { c: 2 } });
});
