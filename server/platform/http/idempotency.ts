import { createHash } from 'node:crypto';
import type { Database } from '#platform/db/database.ts';
import { Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import type { Scope } from '#platform/scope.ts';
import { claimKey, finishKey, type KeyName, releaseKey, type StoredAnswer } from './idempotency-store.ts';

export interface IdempotentRequest {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export interface Answered {
  readonly status: number;
  readonly response: unknown;
  /** Whether this is the answer of an earlier request. */
  readonly replayed: boolean;
}

/**
 * Does the work once for a key: for 24 hours the same request answers the same without doing it again. The same key with
 * another request is refused, and so is a second request while the first has not answered. A refused request may be mended
 * and sent again with its key. When the program died in the middle nobody knows whether the work was done, so the key stays
 * refused: doing it twice would be worse. Answers are kept sealed: some hold a secret that is shown once.
 */
export async function runOnce(
  scope: Scope,
  database: Database,
  request: IdempotentRequest,
  work: () => Promise<{ status: number; response: unknown }>,
): Promise<Answered> {
  const name = nameOf(scope, request.key);
  const id = scope.ids.next();
  const hash = createHash('sha256')
    .update(`${request.method} ${request.path}\n${JSON.stringify(request.body)}`)
    .digest();
  const stored = await claimKey(database, name, { id, hash, now: scope.clock.now() });
  if (stored) return replay(scope, stored, hash);
  const answer = await work().catch(async (error: unknown) => {
    // Only a refusal says that nothing was done; after any other error something may have been.
    if (error instanceof Refusal) await releaseKey(database, name);
    throw error;
  });
  const sealedResponse = scope.key.seal(placeOf(id), JSON.stringify(answer.response ?? null));
  await finishKey(database, name, { status: answer.status, sealedResponse });
  return { ...answer, replayed: false };
}

function replay({ key }: Scope, stored: StoredAnswer, hash: Buffer): Answered {
  if (!stored.requestHash.equals(hash)) {
    throw new Refusal('idempotency.key_reused', 'This Idempotency-Key was used with another request. Use a new key for a new request.', {
      status: 409,
      details: { field: 'Idempotency-Key' },
    });
  }
  if (stored.status === null || stored.sealedResponse === null) {
    throw new Refusal(
      'idempotency.in_progress',
      'The first request with this Idempotency-Key has not answered. Try again in a moment; if it was cut off, look whether it was done and use a new key.',
      { status: 409, details: { field: 'Idempotency-Key', retryAfterSeconds: 1 } },
    );
  }
  return { status: stored.status, response: JSON.parse(key.open(placeOf(stored.id), stored.sealedResponse)), replayed: true };
}

const placeOf = (id: string) => ({ table: 'idempotency_keys', column: 'sealed_response', row: id });

function nameOf({ organization, actor }: Scope, key: string): KeyName {
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw badField('Idempotency-Key', 'must be 1 to 255 visible characters');
  return { organizationId: organization.id, actorId: actor.id, key };
}
