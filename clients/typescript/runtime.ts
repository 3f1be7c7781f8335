/** What the generated client stands on: one way to ask, with errors that have a type. Node.js 20 and newer, and browsers. */

export interface ClientOptions {
  /** Where Baraza is: "https://chat.example.org". */
  readonly url: string;
  /** Never in a page that others can open: a key works for whoever holds it. */
  readonly apiKey: string;
  /** How often a request is sent again after 429 or 503; 3 unless said, 0: never. */
  readonly retries?: number;
  /** Another `fetch`, for tests and proxies. */
  readonly fetch?: typeof fetch;
  /** How the client waits, in milliseconds. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** The same key and request answer the same within 24 hours without being done again. Made for you when you give none. */
  readonly idempotencyKey?: string;
}

/** Baraza's answer when it was no good one. `code` never changes its meaning; the message is for people. */
export class BarazaError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(answer: Response, body: { code?: string; message?: string; details?: Record<string, unknown> }) {
    super(body.message ?? `The answer was ${answer.status}.`);
    this.name = 'BarazaError';
    this.status = answer.status;
    this.code = body.code ?? 'unknown';
    this.details = body.details ?? {};
    this.requestId = answer.headers.get('x-request-id');
    this.retryAfterSeconds = secondsIn(answer.headers.get('retry-after'));
  }
}

export interface Page<Item> {
  readonly items: Item[];
  /** Pass it on to get the next page; null: this is the last. */
  readonly nextCursor: string | null;
}

/** Every item of a list, page by page: `for await (const contact of eachOf((page) => baraza.listContacts(page))) …` */
export async function* eachOf<Item>(list: (page: { cursor?: string }) => Promise<Page<Item>>): AsyncGenerator<Item, void, undefined> {
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await list(cursor === null ? {} : { cursor });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

export interface Asked {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
  readonly body?: unknown;
  /** Sent as it is, with its own type. */
  readonly file?: Blob;
  /** The answer is a file. */
  readonly download?: true;
  /** Baraza keeps the answer under an Idempotency-Key. */
  readonly idempotent?: true;
  readonly options?: RequestOptions | undefined;
}

/** Longer than this nobody wants to wait for an answer. */
const longestWaitSeconds = 60;

export abstract class BarazaClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** Asks, and asks again after 429 or 503 where that can do no harm. Throws `BarazaError`, or what `fetch` throws. */
  protected async ask<T>(method: string, path: string, asked: Asked = {}): Promise<T> {
    const idempotencyKey = asked.idempotent ? (asked.options?.idempotencyKey ?? crypto.randomUUID()) : undefined;
    for (let left = this.#options.retries ?? 3; ; left -= 1) {
      const answer = await this.#send(method, path, { ...asked, idempotencyKey });
      if (answer.ok) return (await contentOf(answer, asked)) as T;
      const error = new BarazaError(answer, await errorIn(answer));
      const seconds = error.retryAfterSeconds ?? 1;
      const again = left > 0 && seconds <= longestWaitSeconds && isHarmless(answer.status, { method, idempotencyKey });
      if (!again) throw error;
      await (this.#options.wait ?? sleep)(seconds * 1000);
    }
  }

  #send(
    method: string,
    path: string,
    { query, body, file, download, options, idempotencyKey }: Asked & { idempotencyKey: string | undefined },
  ) {
    const url = new URL(path, this.#options.url);
    for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(name, String(value));
    const headers: Record<string, string> = {
      authorization: `Bearer ${this.#options.apiKey}`,
      accept: download ? '*/*' : 'application/json',
    };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (file !== undefined) headers['content-type'] = file.type || 'application/octet-stream';
    if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
    const ask = this.#options.fetch ?? fetch;
    return ask(url, {
      method,
      headers,
      ...(body === undefined && file === undefined ? {} : { body: file ?? JSON.stringify(body) }),
      ...(options?.signal ? { signal: options.signal } : {}),
    });
  }
}

function contentOf(answer: Response, { download }: Asked): Promise<unknown> | null {
  if (answer.status === 204) return null;
  return download ? answer.blob() : answer.json();
}

/** After 503 nothing is known of the request: one that makes something must be recognisable when it comes again. */
function isHarmless(status: number, { method, idempotencyKey }: { method: string; idempotencyKey: string | undefined }): boolean {
  return status === 429 || (status === 503 && (method !== 'POST' || idempotencyKey !== undefined));
}

async function errorIn(answer: Response): Promise<{ code?: string; message?: string; details?: Record<string, unknown> }> {
  try {
    return ((await answer.json()) as { error?: object }).error ?? {};
  } catch {
    // Something in between answered, not Baraza.
    return {};
  }
}

function secondsIn(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
