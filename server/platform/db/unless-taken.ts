import { Refusal } from '../errors.ts';
import { DatabaseError } from './statement.ts';

/** What is said where something of the kind is there already: with 409, at the field, and in a sentence. */
export interface Taken {
  readonly code: string;
  readonly field: string;
  readonly message: string;
}

/** Runs a write of what may be there once; where another row holds its unique key, it is refused. */
export async function unlessTaken<T>({ code, field, message }: Taken, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof DatabaseError && error.isDuplicate)) throw error;
    throw new Refusal(code, message, { status: 409, details: { field }, cause: error });
  }
}
