import { forgotten } from './forgotten.ts';
export const proof = forgotten;
