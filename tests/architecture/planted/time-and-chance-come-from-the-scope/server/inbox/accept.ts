import { randomUUID } from 'node:crypto';
export const at = new Date(); // planted
export const then = new Date(0);
export const now = `${Date.now()}`; // planted
export const id = randomUUID(); // planted
// Date.now() in a comment, and 'Date.now()' in text, are not calls.
export const text = 'Date.now() Math.random()';
