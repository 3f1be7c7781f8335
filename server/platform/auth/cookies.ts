import { createHmac, timingSafeEqual } from 'node:crypto';

/** The first value of a cookie in a Cookie header; undefined: it is not there. */
export function cookieOf(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return decoded(pair.slice(at + 1).trim());
  }
  return undefined;
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** What a cookie that better-auth signed says: "<value>.<HMAC-SHA-256 in base64>". Null when the signature is not ours. */
export function openSigned(signed: string | undefined, secret: string): string | null {
  const at = signed?.lastIndexOf('.') ?? -1;
  if (signed === undefined || at < 1) return null;
  const value = signed.slice(0, at);
  const expected = createHmac('sha256', secret).update(value).digest();
  const given = Buffer.from(signed.slice(at + 1), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : null;
}
