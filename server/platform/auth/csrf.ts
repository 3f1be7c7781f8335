import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '#platform/errors.ts';
import type { MasterKey } from '#platform/secrets.ts';

/**
 * The second lock against other websites, beside the origin (same-origin.ts): a change carries a value that only our own pages
 * can know (OWASP CSRF Cheat Sheet, "signed double-submit cookie"). It is made from the session, so it is the same in every
 * tab, and another one after signing in again.
 */

/** Where our pages find it; scripts may read this cookie, and it opens nothing by itself. */
export const csrfCookie = 'baraza.csrf';
export const csrfHeader = 'baraza-csrf';

export function csrfTokenFor(masterKey: MasterKey, sessionToken: string): string {
  return createHmac('sha256', masterKey.derive('csrf')).update(sessionToken).digest('base64url');
}

/** Throws unless the request changes nothing or brings the token. */
export function requireCsrfToken({ method, headers }: { method: string; headers: IncomingHttpHeaders }, token: string): void {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return;
  const given = Buffer.from(String(headers[csrfHeader] ?? ''));
  const wanted = Buffer.from(token);
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
  throw new Refusal(
    'csrf_token',
    'A change asked for with a session carries the value of the cookie baraza.csrf in the header Baraza-CSRF. After signing in again in another tab, read it anew.',
    { status: 403 },
  );
}

export function csrfSetCookie(token: string, { secure }: { secure: boolean }): string {
  return `${csrfCookie}=${token}; Path=/; SameSite=Lax${secure ? '; Secure' : ''}`;
}
