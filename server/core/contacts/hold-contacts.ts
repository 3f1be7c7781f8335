import { sleep } from '#platform/clock.ts';
import { inTransaction } from '#platform/db/database.ts';
import { DatabaseError } from '#platform/db/statement.ts';
import { Refusal } from '#platform/errors.ts';
import type { Scope } from '#platform/scope.ts';

/** A turn is decided right now, or a row was taken first: asked again shortly, for at most two seconds. */
export class Busy extends Error {}

const tries = 10;
const pauseMs = 200;

/** Runs `work` in a transaction, again when it finds the contacts busy. 409 when they stay so. */
export async function whenFree<T>(scope: Scope, label: string, work: (scope: Scope) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(scope, label, work);
    } catch (error) {
      // 40P01: a deadlock, which our order of locks should never make; the database undid ours.
      const again = error instanceof Busy || (error instanceof DatabaseError && (error.isDuplicate || error.code === '40P01'));
      if (!again) throw error;
      if (attempt === tries) {
        const message = 'A message of this contact is being answered right now. Ask again in a moment.';
        throw new Refusal('contacts.busy', message, { status: 409, cause: error });
      }
      await sleep(scope.clock, pauseMs, scope.signal);
    }
  }
}
