import { describe, expect, it } from 'vitest';
import { isSignedWith, signatureHeaders, timestampOf } from './signature.ts';

const at = new Date('2026-11-20T14:00:00.000Z');
const id = '019a9c2e-4b00-7c31-8a52-6d0f3b1e9c44';
const body = '{"type":"message.received"}';
const request = (headers: Record<string, string>, bytes = body) => ({ headers, body: Buffer.from(bytes) });
const signed = signatureHeaders(
  [
    { id: 'k1', secret: 'old' },
    { id: 'k2', secret: 'new' },
  ],
  { id, at, body },
);

it('signs the id, the time and the very bytes, with every key', () => {
  // Made with: printf '%s' "<id>.1795183200.<body>" | openssl dgst -sha256 -hmac old
  expect(signed['baraza-timestamp']).toBe(String(at.getTime() / 1000));
  expect(signed['baraza-signature']).toMatch(/^k1=[0-9a-f]{64}, k2=[0-9a-f]{64}$/);
  expect(timestampOf(request(signed))).toBe(at.getTime() / 1000);
});

describe('is proven', () => {
  it('by either secret while one is being replaced, and by no other', () => {
    expect(isSignedWith('old', request(signed))).toBe(true);
    expect(isSignedWith('new', request(signed))).toBe(true);
    expect(isSignedWith('other', request(signed))).toBe(false);
  });

  it.each([
    ['another body', signed, `${body} `],
    ['another time', { ...signed, 'baraza-timestamp': '1795183201' }, body],
    ['another id', { ...signed, 'baraza-id': 'another' }, body],
    ['no signature', { ...signed, 'baraza-signature': '' }, body],
    ['a short signature', { ...signed, 'baraza-signature': 'k1=abcd' }, body],
    ['a signature in another form', { ...signed, 'baraza-signature': signed['baraza-signature'].replaceAll('=', ':') }, body],
    [
      'its right signature only behind a hundred others',
      { ...signed, 'baraza-signature': `${'k=0,'.repeat(100)}${signed['baraza-signature']}` },
      body,
    ],
  ])('not with %s', (_what, headers, bytes) => {
    expect(isSignedWith('old', request(headers, bytes))).toBe(false);
  });

  it.each(['', 'soon', '-5', '1e9', '17636472000000'])('at no time that is written "%s"', (text) => {
    expect(timestampOf(request({ ...signed, 'baraza-timestamp': text }))).toBeNull();
  });
});
