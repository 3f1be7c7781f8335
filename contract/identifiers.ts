import { z } from 'zod';

/** Every object's identifier: a UUID, version 7, so that ids sort by the time they were made. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** What stands in an address: lower-case letters, digits and hyphens, 2 to 63 characters. */
export const Slug = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/,
    'Must be 2 to 63 lower-case letters, digits or hyphens, not starting or ending with a hyphen.',
  );
