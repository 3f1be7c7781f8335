import type { Clock } from '#platform/clock.ts';
import { type Database, inTransaction } from '#platform/db/database.ts';
import { DatabaseError } from '#platform/db/statement.ts';
import { Refusal } from '#platform/errors.ts';
import type { Ids } from '#platform/ids.ts';
import { type AccountRow, anyAccount, findAccountByEmail, insertAccount, readAccounts, readPasswordHash } from './accounts-store.ts';
import { hashPassword, verifyPassword } from './password.ts';

/** People's accounts: one for a person, whatever organizations they are in. Made here, by nobody else, never by sign-up. */
export interface Accounts {
  /**
   * Refuses with `accounts.email_taken` when the e-mail has an account. `verified`: whether the operator says that the address
   * is this person's; an invitation's link does not, since it is passed on by hand. `id`: when it was given out before.
   */
  create(person: { name: string; email: string; password: string; verified: boolean; id?: string }): Promise<string>;
  findByEmail(email: string): Promise<AccountRow | null>;
  /** Names and e-mails of accounts by id; the unknown are left out. */
  describe(userIds: readonly string[]): Promise<ReadonlyMap<string, AccountRow>>;
  passwordIsRight(userId: string, password: string): Promise<boolean>;
  /** Whether anybody has an account: while not, the first-run page is open. */
  any(): Promise<boolean>;
}

export function createAccounts(options: { database: Database; clock: Clock; ids: Ids }): Accounts {
  const db = () => options.database.of(null, 'baraza_auth');

  return {
    async create({ name, email, password, verified, id = options.ids.next() }) {
      const passwordHash = await hashPassword(password);
      const account = {
        id,
        name,
        email: normalEmail(email),
        emailVerified: verified,
        passwordHash,
        credentialId: options.ids.next(),
        now: options.clock.now(),
      };
      try {
        await inTransaction({ db: db() }, 'create account', (scope) => insertAccount(scope.db, account));
      } catch (error) {
        if (error instanceof DatabaseError && error.isDuplicate) {
          throw new Refusal('accounts.email_taken', 'There is an account with this e-mail address already.', {
            status: 409,
            details: { field: 'email' },
            cause: error,
          });
        }
        throw error;
      }
      return id;
    },
    findByEmail: async (email) => (await findAccountByEmail(db(), normalEmail(email))) ?? null,
    async describe(userIds) {
      const rows = await readAccounts(db(), [...new Set(userIds)]);
      return new Map(rows.map((row) => [row.id, row]));
    },
    async passwordIsRight(userId, password) {
      const hashed = await readPasswordHash(db(), userId);
      return hashed !== null && (await verifyPassword(hashed, password));
    },
    any: () => anyAccount(db()),
  };
}

/** As better-auth compares them: in lower case. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}
