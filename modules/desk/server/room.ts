import { Refusal } from '#platform/errors.ts';

/** Throws when there are as many as there may be. */
export function requireRoom(count: number, most: number, what: string): void {
  if (count < most) return;
  throw new Refusal('desk.too_many', `There are ${most} ${what} already. Delete some first.`, { status: 409, details: { most } });
}
