import { Refusal } from '#platform/errors.ts';

/** What a browser says about where a request comes from. */
export interface Provenance {
  readonly method: string;
  /** Of the page that asks, as the browser says. */
  readonly origin: string | undefined;
  /** "same-origin", "cross-site" … (Fetch Metadata); only browsers, and only over https or on this machine. */
  readonly fetchSite: string | undefined;
  /** The host this request was sent to, port included. */
  readonly host: string;
}

/**
 * A cookie is sent by the browser whoever asks, so a request that changes something must come from our own pages (OWASP
 * CSRF Cheat Sheet: Fetch Metadata, and the origin where there is none). A program with a cookie sends `Origin` itself, or
 * better uses an API key, which needs none of this.
 */
export function requireSameOrigin(from: Provenance, publicUrl: string): void {
  if (from.method === 'GET' || from.method === 'HEAD' || from.method === 'OPTIONS') return;
  if (isSameOrigin(from, publicUrl)) return;
  throw new Refusal(
    'cross_site',
    'A change asked for with a session cookie must come from this server’s own pages; programs use an API key.',
    {
      status: 403,
    },
  );
}

export function isSameOrigin(from: Provenance, publicUrl: string): boolean {
  if (from.fetchSite !== undefined) return from.fetchSite === 'same-origin' || from.fetchSite === 'none';
  if (from.origin === undefined || !URL.canParse(from.origin)) return false;
  return from.origin === new URL(publicUrl).origin || new URL(from.origin).host === from.host;
}
