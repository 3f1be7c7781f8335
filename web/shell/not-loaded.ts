import { ApiError } from '#web/data/api.ts';

/** A part of the app that did not come: told as the server that cannot be reached, which it nearly always is. */
export const notLoaded = (): ApiError => new ApiError(0, 'unreachable', 'unreachable');

/** As each browser says it of a file that it could not import. */
const said = /dynamically imported module|importing a module script failed|unable to preload css/i;

export function isNotLoaded(error: unknown): boolean {
  if (error instanceof ApiError) return error.status === 0;
  return error instanceof Error && said.test(error.message);
}
