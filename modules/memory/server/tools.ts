import type { Scope } from '#platform/scope.ts';

/** What this module needs beyond a scope: whether people agreed. Nothing is remembered of who did not. */
export interface MemoryTools {
  mayRemember(scope: Scope, contactId: string): Promise<boolean>;
}

/** The assistant whose conversations are remembered. */
export const companion = 'companion';
