import { later } from '#platform/clock.ts';
import { HttpFault, type HttpResponse } from '#platform/http/client.ts';

/** What came of one attempt. */
export interface Outcome {
  readonly kind: 'taken' | 'refused' | 'gone';
  readonly code: number | null;
  readonly answer: string | null;
  readonly problem: string | null;
}

const answerBytesMax = 2048;

/** Any 2xx is a yes, 410 a no for ever; everything else may be mended at the receiver's, so it is tried again. */
export function judgeAnswer({ status, text, headers }: HttpResponse): Outcome {
  const answer = storable(text);
  if (status >= 200 && status < 300) return { kind: 'taken', code: status, answer, problem: null };
  if (status === 410)
    return {
      kind: 'gone',
      code: status,
      answer,
      problem: 'The address says that it is gone for good (410): the subscription was disabled.',
    };
  const elsewhere = headers.location === undefined ? '' : ' It points elsewhere, which is not followed: name the final address.';
  return { kind: 'refused', code: status, answer, problem: `The answer was ${status}, not 2xx.${elsewhere}` };
}

export function judgeFault(error: unknown): Outcome {
  if (!(error instanceof HttpFault)) throw error;
  return { kind: 'refused', code: null, answer: null, problem: error.message.slice(0, 500) };
}

/** The beginning of an answer, as the database can store it. */
function storable(text: string): string {
  const whole = text.replaceAll('\0', '').toWellFormed();
  return Buffer.from(whole)
    .subarray(0, answerBytesMax)
    .toString('utf8')
    .replace(/\ufffd+$/, '');
}

const firstWaitSeconds = 5;
const longestWaitSeconds = 2 * 3600;

/**
 * When to try again: 5, 10, 20 … seconds, at most two hours, each somewhere between half and all of it, so that a receiver coming back
 * is not hit by everything at once. Null: it was tried for a day.
 */
export function nextAttempt(
  attempts: number,
  { now, retryUntil, fraction }: { now: Date; retryUntil: Date; fraction: number },
): Date | null {
  const whole = Math.min(firstWaitSeconds * 2 ** Math.min(attempts, 20), longestWaitSeconds);
  const at = later(now, whole / 2 + (whole / 2) * fraction);
  return at > retryUntil ? null : at;
}
