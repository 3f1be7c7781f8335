import { DatabaseError } from '#platform/db/statement.ts';
import { Refusal } from '#platform/errors.ts';

/** Runs a write whose name must be the only one of its kind. */
export async function unlessTaken<T>(message: string, field: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof DatabaseError && error.isDuplicate)) throw error;
    throw new Refusal('desk.name_taken', message, { status: 409, details: { field }, cause: error });
  }
}

/** Throws when there are as many as there may be. */
export function requireRoom(count: number, most: number, what: string): void {
  if (count < most) return;
  throw new Refusal('desk.too_many', `There are ${most} ${what} already. Delete some first.`, { status: 409, details: { most } });
}
