import type { Scope } from '#platform/scope.ts';

/** What this module needs beyond a scope: whether people agreed. Nothing is read or kept of who did not. */
export interface MoodTools {
  mayReadMood(scope: Scope, contactId: string): Promise<boolean>;
  /** Whether they agreed that this member sees it. */
  mayShare(scope: Scope, contactId: string, memberId: string): Promise<boolean>;
}

/** The assistant whose conversations it is about. */
export const companion = 'companion';
