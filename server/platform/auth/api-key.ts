import type { Ids } from '#platform/ids.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `length` characters of base 62, each equally likely: 32 of them are 190 bits. */
export function randomText(ids: Ids, length: number): string {
  let text = '';
  while (text.length < length) {
    // 248 = 4 × 62: what lies above would make the first letters more likely.
    for (const byte of ids.bytes(length)) if (byte < 248 && text.length < length) text += alphabet[byte % 62];
  }
  return text;
}

/** "brz_…": recognisable, so that a scanner for leaked secrets can find it. Shown once. */
export function makeApiKey(ids: Ids): string {
  return `brz_${randomText(ids, 32)}`;
}

/** What is kept of a key so that a person can tell keys apart. Short keys (a provisioning file may hold any) show less. */
export function startOfKey(key: string): string {
  return key.slice(0, Math.min(8, Math.floor(key.length / 3)));
}
