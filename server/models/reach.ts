import { type HttpClient, HttpFault, type HttpRequest, type HttpStream } from '#platform/http/client.ts';
import { ModelTrouble, troubleOf } from './trouble.ts';

/** Where a provider is and how it may be asked. */
export interface Reach {
  readonly client: HttpClient;
  readonly baseUrl: string;
  readonly key: string | null;
  readonly privateAddresses: boolean;
  /** Aborted with a `ModelTrouble` when time is over, or with another error when the program stops. */
  readonly signal: AbortSignal;
}

/** The client needs a limit of its own; the real one is the caller's signal, on the caller's clock. */
const longestMs = 60_000;
/** What is read of a refusal, to find its reason. */
const refusalBytes = 16_384;

/** One POST to a provider. Throws `ModelTrouble` for everything but a good answer, and the signal's own reason when it was aborted. */
export async function post(reach: Reach, path: string, upload: Pick<HttpRequest, 'headers' | 'body'>): Promise<HttpStream> {
  const { client, signal, privateAddresses } = reach;
  const headers = { ...upload.headers, ...(reach.key === null ? {} : { authorization: `Bearer ${reach.key}` }) };
  const url = `${reach.baseUrl.replace(/\/+$/, '')}${path}`;
  let answer: HttpStream;
  try {
    answer = await client.open({ ...upload, method: 'POST', url, headers, timeoutMs: longestMs }, { signal, privateAddresses });
  } catch (error) {
    throw toTrouble(error, signal);
  }
  if (answer.status >= 200 && answer.status < 300) return { ...answer, body: translating(answer.body, signal) };
  throw troubleOf(answer.status, answer.headers, await readText(answer.body, refusalBytes).catch(() => ''));
}

async function* translating(body: AsyncIterable<Buffer>, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    yield* body;
  } catch (error) {
    throw toTrouble(error, signal);
  }
}

/** The whole of a body as text, at most `most` bytes. */
export async function readText(body: AsyncIterable<Buffer>, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= most) break;
  }
  return Buffer.concat(chunks).toString('utf8', 0, Math.min(size, most));
}

function toTrouble(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (!(error instanceof HttpFault)) return error;
  if (error.reached)
    return new ModelTrouble('broken_off', 'The connection broke off before the whole answer was there.', {
      retry: true,
      reached: true,
      cause: error,
    });
  if (error.toPrivate)
    return new ModelTrouble('address', 'The address leads to a private network, which is not allowed here.', { cause: error });
  return new ModelTrouble('unreachable', 'Nobody answers at the address.', { retry: true, cause: error });
}
