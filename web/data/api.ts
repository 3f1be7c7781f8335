import type { FieldFault } from './faults.ts';

/** The one way to the server. Everything it refuses is an `ApiError`; what never arrived is `unreachable`. */

export class ApiError extends Error {
  /** 0: no answer came. */
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(status: number, code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** What is wrong with each field of what was sent. */
  get fields(): readonly FieldFault[] {
    const { fields, field } = this.details as { fields?: FieldFault[]; field?: string };
    if (fields) return fields;
    return field === undefined || field === '' ? [] : [{ field, message: this.message }];
  }

  /** Whether each fault reads on from its field's name; else the message is a sentence about one field. */
  get namesFields(): boolean {
    return 'fields' in this.details;
  }

  get retryAfterSeconds(): number | null {
    const { retryAfterSeconds } = this.details;
    return typeof retryAfterSeconds === 'number' ? retryAfterSeconds : null;
  }
}

export interface Asking {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** Makes the same request count once however often it is sent: `newKey()` when the person begins, not when they press. */
  readonly once?: string;
  /** A file rather than JSON. */
  readonly file?: Blob;
}

interface Surroundings {
  /** The organization chosen here, by slug or id. */
  organization: string | null;
  /** Somebody was signed in and is no longer. */
  onSessionEnded(): void;
  /** Whether the last request got through. */
  onReached(reached: boolean): void;
}

/** What requests need to know of the rest; set by web/data/start.ts. */
export const surroundings: Surroundings = { organization: null, onSessionEnded() {}, onReached() {} };

export const get = <Answer>(path: string, asking?: Asking) => ask<Answer>('GET', path, asking);
export const post = <Answer>(path: string, asking?: Asking) => ask<Answer>('POST', path, asking);
export const patch = <Answer>(path: string, asking?: Asking) => ask<Answer>('PATCH', path, asking);
export const put = <Answer>(path: string, asking?: Asking) => ask<Answer>('PUT', path, asking);
export const remove = <Answer>(path: string, asking?: Asking) => ask<Answer>('DELETE', path, asking);

/** Fetches a file and hands it to the browser to keep. Not a plain link, which could not say which organization is chosen. */
export async function download(path: string, fileName: string, asking: Asking = {}): Promise<void> {
  const response = await send('GET', path, asking);
  if (!response.ok) throw toError(response, await response.json().catch(() => null));
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser has taken it when the click was handled; a moment later at the latest.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A key for `once`. By its own means: browsers keep `randomUUID` from pages that came without https. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

async function ask<Answer>(method: string, path: string, asking: Asking = {}): Promise<Answer> {
  const response = await send(method, path, asking);
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer as Answer;
  const error = toError(response, answer);
  if (error.code === 'unauthenticated') surroundings.onSessionEnded();
  throw error;
}

/** What every request says of itself. */
export function headersOf(method: string, { body, once, file }: Asking): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (surroundings.organization !== null) headers['baraza-organization'] = surroundings.organization;
  if (once !== undefined) headers['idempotency-key'] = once;
  if (file) headers['content-type'] = file.type || 'application/octet-stream';
  else if (body !== undefined) headers['content-type'] = 'application/json';
  const token = method === 'GET' ? null : csrfToken();
  if (token !== null) headers['baraza-csrf'] = token;
  return headers;
}

async function send(method: string, path: string, asking: Asking): Promise<Response> {
  const { body, query, signal, file } = asking;
  try {
    const content = file ?? (body === undefined ? null : JSON.stringify(body));
    const response = await fetch(path + queryOf(query), {
      method,
      headers: headersOf(method, asking),
      credentials: 'same-origin',
      ...(content === null ? {} : { body: content }),
      ...(signal ? { signal } : {}),
    });
    // A proxy answers these for a server that is starting again.
    surroundings.onReached(response.status !== 502 && response.status !== 504);
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    surroundings.onReached(false);
    throw new ApiError(0, 'unreachable', 'unreachable');
  }
}

/** Read from the cookie each time: another tab may have signed in anew. */
function csrfToken(): string | null {
  return /(?:^|;\s*)(?:__Host-)?baraza\.csrf=([^;]*)/.exec(document.cookie)?.[1] ?? null;
}

export function queryOf(query: Asking['query']): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** A refusal as the page knows it. */
export function toError(response: Pick<Response, 'status' | 'headers'>, answer: unknown): ApiError {
  const { error } = (answer ?? {}) as { error?: { code: string; message: string; details?: Record<string, unknown> } };
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  const details = { ...(Number.isFinite(wait) ? { retryAfterSeconds: wait } : {}), ...error?.details };
  if (!error) return new ApiError(response.status, response.status === 404 ? 'not_found' : 'unavailable', '', details);
  return new ApiError(response.status, error.code, error.message, details);
}

/** Reading again after a fault that passes; what the server refused it would refuse again. */
export function passes(error: unknown): boolean {
  return error instanceof ApiError && [0, 429, 502, 503, 504].includes(error.status);
}

/** How long a page waits for itself before it says what is wrong: nobody is to look at grey lines for longer than two seconds. */
const patienceMs = 1000;

/** Whether a page asks once more before it says anything: not where the server wants to be left alone for longer. */
export function asksAgain(times: number, error: unknown): boolean {
  if (!passes(error)) return false;
  const wait = (error as ApiError).retryAfterSeconds;
  return times < 2 && (wait === null || wait * 1000 <= patienceMs);
}

/** Half a second, then a whole one. */
export const askAgainMs = (times: number): number => Math.min(patienceMs, 500 * 2 ** times);
