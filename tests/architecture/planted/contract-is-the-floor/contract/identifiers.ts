import * as z from 'zod/mini';
export const Id = z;
