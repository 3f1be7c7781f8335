import type { Agent, Dispatcher } from 'undici';

export interface WholeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

interface Limits {
  readonly signal: AbortSignal;
  /** Bytes of the answer that are read. */
  readonly most: number;
}

/**
 * Asks, and gathers the answer as it comes. undici's own `request` makes a stream of it, which costs a message sent twice as much. What is
 * beyond `most` bytes is left out, and the connection ended.
 */
export function askWhole(agent: Agent, request: Dispatcher.RequestOptions, { signal, most }: Limits): Promise<WholeAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let head: Omit<WholeAnswer, 'text'> = { status: 0, headers: {} };
    let underWay: Dispatcher.DispatchController | null = null;
    const abort = () => underWay?.abort(signal.reason as Error);
    const done = (settle: () => void) => {
      signal.removeEventListener('abort', abort);
      settle();
    };
    const answered = () => done(() => resolve({ ...head, text: textOf(chunks, most) }));
    signal.addEventListener('abort', abort, { once: true });
    agent.dispatch(request, {
      onRequestStart(controller) {
        underWay = controller;
        if (signal.aborted) abort();
      },
      onResponseStart(_controller, status, headers) {
        // An answer of 1xx only says that one will come.
        if (status >= 200) head = { status, headers: flatten(headers) };
      },
      onResponseData(controller, chunk) {
        chunks.push(chunk);
        size += chunk.length;
        if (size < most) return;
        answered();
        controller.abort(new Error('The rest is not wanted.'));
      },
      onResponseEnd: answered,
      onResponseError: (_controller, error) => done(() => reject(error)),
    });
  });
}

function textOf(chunks: readonly Buffer[], most: number): string {
  const [only] = chunks;
  const whole = chunks.length === 1 && only ? only : Buffer.concat(chunks);
  return whole.toString('utf8', 0, Math.min(whole.length, most));
}

export function flatten(headers: Dispatcher.ResponseData['headers']): Record<string, string | undefined> {
  const flat: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(headers)) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  return flat;
}
