import type { AccountTools } from '#platform/auth/account-tools.ts';
import type { Accounts } from '#platform/auth/accounts.ts';
import type { Attempts } from '#platform/auth/attempts.ts';
import type { Database } from '#platform/db/database.ts';
import type { Mail } from '#platform/mail/mail.ts';
import type { PermissionDeclaration, RoleName } from '#platform/module.ts';
import type { OneAfterAnother } from '#platform/one-after-another.ts';
import type { MasterKey } from '#platform/secrets.ts';

/** What this room needs beyond a scope, because it also works before there is an organization. */
export interface OrganizationTools {
  readonly database: Database;
  readonly masterKey: MasterKey;
  readonly accounts: Accounts;
  /** The verbs of accounts themselves. */
  readonly account: AccountTools;
  readonly mail: Mail;
  /** Slows down whoever guesses tokens. */
  readonly attempts: Attempts;
  /** For what must not happen twice at the same moment. */
  readonly oneAfterAnother: OneAfterAnother;
  /** Where people reach this server; for links. */
  publicUrl(): string;
  /** An API key was made or revoked: whoever remembers keys must forget them. */
  forgetKeys(): void;
  /** Everything that may be done, as the modules declare it. */
  permissions(): readonly PermissionDeclaration[];
  /** What API keys may do at all, as the modules declare it; known once they are all there. */
  permissionsOfApiKey(): ReadonlySet<string>;
  /** What each role may do. */
  permissionsOfRole(role: RoleName): ReadonlySet<string>;
}
