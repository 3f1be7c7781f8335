import { DatabaseError, DatabaseUnreachable } from '#platform/db/statement.ts';
import { Refusal } from '#platform/errors.ts';
import { inWords } from '#platform/files/file-fault.ts';

/** The one error shape of every answer. */
export interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> };
}

export interface ErrorAnswer {
  readonly status: number;
  readonly body: ErrorBody;
  /** Seconds, when it makes sense to send the same request again. */
  readonly retryAfter?: number;
  /** Whether this is a fault of ours, to be logged and mended. */
  readonly bug: boolean;
}

export function errorBody(code: string, message: string, details: Readonly<Record<string, unknown>> = {}): ErrorBody {
  return { error: { code, message, details } };
}

/** The translator from errors to HTTP: refusals are told as they are, anything unknown without its insides. */
export function answerError(error: unknown, { id: requestId, bodyBytesMax }: { id: string; bodyBytesMax: number }): ErrorAnswer {
  if (error instanceof Refusal) return answerRefusal(error);
  if (error instanceof DatabaseUnreachable) {
    return {
      status: 503,
      retryAfter: 2,
      bug: false,
      body: errorBody(
        'unavailable',
        'The database does not answer at the moment. Nothing is known of this request; try again in a few seconds.',
      ),
    };
  }
  // Data the database refuses (class 22): a character it cannot store, a number out of range. A schema should have said so first.
  if (error instanceof DatabaseError && error.code.startsWith('22')) {
    return { status: 400, bug: false, body: errorBody('bad_request', 'The request holds a value or a character that cannot be stored.') };
  }
  const fromFastify = answerFastify(error as { statusCode?: number }, bodyBytesMax);
  if (fromFastify) return fromFastify;
  return {
    status: 500,
    bug: true,
    body: errorBody('internal_error', 'Something went wrong on our side. It was logged; the request id leads to it.', { requestId }),
  };
}

function answerRefusal(refusal: Refusal): ErrorAnswer {
  const wait = refusal.details.retryAfterSeconds;
  return {
    status: refusal.status,
    bug: false,
    body: errorBody(refusal.code, refusal.message, refusal.details),
    ...(typeof wait === 'number' ? { retryAfter: wait } : {}),
  };
}

/** `field`: the part of the request that is wrong, where there is one. */
const known: Record<number, readonly [code: string, message: string, field?: string]> = {
  400: ['bad_request', 'The request cannot be read. Is the body valid JSON?', 'body'],
  404: ['not_found', 'There is nothing at this address.'],
  408: ['bad_request', 'The request did not arrive in time.'],
  414: ['bad_request', 'The address is too long.'],
  415: [
    'unsupported_media_type',
    'Send JSON with "content-type: application/json", a file with its own media type, and what a page for people asks as its form does.',
    'content-type',
  ],
  431: ['bad_request', 'The headers are too large.'],
};

/** Fastify's own refusals (https://fastify.dev/docs/latest/Reference/Errors/): its sentences are for developers of servers. */
function answerFastify({ statusCode: status }: { statusCode?: number }, bodyBytesMax: number): ErrorAnswer | null {
  if (status === undefined || status < 400 || status > 499) return null;
  if (status === 413) {
    const message = `The body is larger than this address takes: ${inWords(bodyBytesMax)}.`;
    return { status, bug: false, body: errorBody('too_large', message, { field: 'body', bytesMax: bodyBytesMax }) };
  }
  const [code, message, field] = known[status] ?? ['bad_request', 'The request cannot be taken.'];
  return { status, bug: false, body: errorBody(code, message, field === undefined ? {} : { field }) };
}
