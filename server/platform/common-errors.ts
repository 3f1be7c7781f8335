import type { ErrorDeclaration } from './module.ts';

/** What any route may answer, whatever module it belongs to. */
export const commonErrors: readonly ErrorDeclaration[] = [
  { code: 'bad_request', status: 400, summary: 'A field of the request is missing or wrong; details name it.' },
  { code: 'unauthenticated', status: 401, summary: 'No valid API key or session came with the request.' },
  { code: 'forbidden', status: 403, summary: 'The key or the role does not have the permission; details name it.' },
  { code: 'cross_site', status: 403, summary: 'A request with a session cookie came from another website.' },
  {
    code: 'csrf_token',
    status: 403,
    summary: 'A change asked for with a session lacks the header Baraza-CSRF, or has that of another session.',
  },
  {
    code: 'organizations.second_factor_required',
    status: 403,
    summary: 'The member’s role needs a second factor in this organization: set one up, nothing else is possible before.',
  },
  { code: 'not_found', status: 404, summary: 'There is no such thing, or it is not yours to see.' },
  { code: 'too_large', status: 413, summary: 'The body is larger than the address takes; details say how much that is.' },
  { code: 'unsupported_media_type', status: 415, summary: 'The body is not JSON.' },
  { code: 'too_many_requests', status: 429, summary: 'Too many attempts; the Retry-After header says how long to wait.' },
  {
    code: 'organization_needed',
    status: 400,
    summary: 'The person belongs to several organizations; the Baraza-Organization header must name one.',
  },
  { code: 'idempotency.key_reused', status: 409, summary: 'The Idempotency-Key was used with another request within 24 hours.' },
  { code: 'idempotency.in_progress', status: 409, summary: 'The first request with this Idempotency-Key has not answered yet.' },
  { code: 'internal_error', status: 500, summary: 'A fault of ours; the request id in the details leads to it in the log.' },
  {
    code: 'unavailable',
    status: 503,
    summary: 'The database does not answer; the same request may be sent again after Retry-After seconds.',
  },
];
