import type { Accounts } from '#platform/auth/accounts.ts';
import type { Attempts } from '#platform/auth/attempts.ts';
import type { Database } from '#platform/db/database.ts';
import type { MasterKey } from '#platform/secrets.ts';

/** What this room needs beyond a scope, because it also works before there is an organization. */
export interface OrganizationTools {
  readonly database: Database;
  readonly masterKey: MasterKey;
  readonly accounts: Accounts;
  /** Slows down whoever guesses passwords and tokens. */
  readonly attempts: Attempts;
  /** Where people reach this server; for links. */
  publicUrl(): string;
  /** An API key was made or revoked: whoever remembers keys must forget them. */
  forgetKeys(): void;
  /** What API keys may do at all, as the modules declare it; known once they are all there. */
  permissionsOfApiKey(): ReadonlySet<string>;
}
