import type { Id } from '#contract/identifiers.ts';
export type Command = Id;
