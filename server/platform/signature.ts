import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * How we and other systems sign what we send each other: HMAC-SHA256 (RFC 2104) over `<id>.<timestamp>.<body>`, the raw bytes, under a
 * secret that both know. The timestamp and the id are signed too: an old request cannot be made to look new, nor one be taken for another.
 *
 *     Baraza-Id: 019a9c2e-4b00-7c31-8a52-6d0f3b1e9c44
 *     Baraza-Timestamp: 1763647200
 *     Baraza-Signature: k1=5d41…, k2=9b74…
 */
export interface SigningKey {
  /** Names the secret without telling it. */
  readonly id: string;
  readonly secret: string;
}

export const idHeader = 'baraza-id';
export const timestampHeader = 'baraza-timestamp';
export const signatureHeader = 'baraza-signature';

/** How far a timestamp may be from our clock, either way. */
export const toleranceSeconds = 300;

/** The headers that prove a request. With two keys, while one is being replaced, there are two signatures. */
export function signatureHeaders(keys: readonly SigningKey[], { id, at, body }: { id: string; at: Date; body: string }) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = keys.map((key) => `${key.id}=${sign(key.secret, `${id}.${timestamp}.`, body).toString('hex')}`);
  return { [idHeader]: id, [timestampHeader]: timestamp, [signatureHeader]: signatures.join(', ') };
}

export interface SignedRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** The time a request says it was signed at, in seconds; null: it does not say it in our form. */
export function timestampOf({ headers }: SignedRequest): number | null {
  const text = headers[timestampHeader];
  return typeof text === 'string' && /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/** Whether one of the signatures is of this secret, whatever the key is called. Constant time in the secret. */
export function isSignedWith(secret: string, request: SignedRequest): boolean {
  const { [idHeader]: id, [signatureHeader]: given } = request.headers;
  const timestamp = request.headers[timestampHeader];
  if (typeof id !== 'string' || typeof given !== 'string' || typeof timestamp !== 'string') return false;
  const wanted = sign(secret, `${id}.${timestamp}.`, request.body);
  // More than a few is no rotation but an attempt to make us compute.
  return given
    .split(',', 8)
    .map((part) => /=([0-9a-f]{64})$/i.exec(part.trim())?.[1])
    .some((hex) => hex !== undefined && timingSafeEqual(Buffer.from(hex, 'hex'), wanted));
}

function sign(secret: string, head: string, body: string | Buffer): Buffer {
  return createHmac('sha256', secret).update(head).update(body).digest();
}
