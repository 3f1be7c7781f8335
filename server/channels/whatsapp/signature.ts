import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawWebhook } from '#channels/channel.ts';

const HEADER = 'x-hub-signature-256';
const FORM = /^sha256=[0-9a-fA-F]{64}$/;

/**
 * Whether an app secret signed this request: HMAC-SHA256 over the bytes as they came, never over a body written again
 * (Meta escapes characters in its own way). Constant time. One HMAC for each secret, however many parts ask.
 */
export function signatureCheck(request: RawWebhook): (appSecret: string) => boolean {
  const header = request.headers[HEADER];
  if (typeof header !== 'string' || !FORM.test(header)) return () => false;
  const given = Buffer.from(header.slice('sha256='.length), 'hex');
  const answers = new Map<string, boolean>();
  return (appSecret) => {
    const known = answers.get(appSecret);
    if (known !== undefined) return known;
    const answer = timingSafeEqual(given, createHmac('sha256', appSecret).update(request.body).digest());
    answers.set(appSecret, answer);
    return answer;
  };
}
