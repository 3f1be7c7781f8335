import type { FlowTools } from '#flows/index.ts';
import type { SendTools } from '#outbox/index.ts';
import type { Database } from '#platform/db/database.ts';
import type { Say } from '#platform/i18n.ts';
import type { Scope } from '#platform/scope.ts';
import type { Mind } from './mind.ts';

/** What this module needs beyond a scope. */
export interface CompanionTools {
  readonly database: Database;
  /** Sentences to contacts. */
  readonly say: Say;
  readonly sending: SendTools;
  readonly flows: FlowTools;
  readonly mind: Mind;
  /** The program itself in an organization, with every permission. */
  scopeOf(organizationId: string, part: string): Promise<Scope>;
}
