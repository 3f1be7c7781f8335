import type { StaffLanguage } from '#contract/accounts.ts';
import type { Clock } from '#platform/clock.ts';
import { type Database, inTransaction } from '#platform/db/database.ts';
import { DatabaseError } from '#platform/db/statement.ts';
import { Refusal } from '#platform/errors.ts';
import type { Ids } from '#platform/ids.ts';
import {
  type AccountRow,
  anyAccount,
  findAccountByEmail,
  findAccountByUserName,
  insertAccount,
  readAccounts,
  readPasswordHash,
  updateAccount,
} from './accounts-store.ts';
import { type HashPassword, verifyPassword } from './password.ts';

/** People's accounts: one for a person, whatever organizations they are in. Made here, by nobody else, never by sign-up. */
export interface Accounts {
  /**
   * Refuses with `accounts.email_taken` when the e-mail has an account. `verified`: whether it is known that the address is this
   * person's: the operator says so, or the link came to them by mail. `id`: when it was given out before.
   */
  create(person: NewPerson): Promise<string>;
  findByEmail(email: string): Promise<AccountRow | null>;
  /** By what people type to sign in: an e-mail address has an "@", a user name never does. */
  findByLogin(login: string): Promise<AccountRow | null>;
  /** Throws when there is none. */
  read(userId: string): Promise<AccountRow>;
  /** Names and e-mails of accounts by id; the unknown are left out. */
  describe(userIds: readonly string[]): Promise<ReadonlyMap<string, AccountRow>>;
  passwordIsRight(userId: string, password: string): Promise<boolean>;
  /** The address of the account is the person's. */
  prove(userId: string): Promise<void>;
  /** Whether anybody has an account: while not, the first-run page is open. */
  any(): Promise<boolean>;
}

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly verified: boolean;
  readonly language?: StaffLanguage | undefined;
  readonly id?: string;
}

export interface AccountsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hashPassword: HashPassword;
}

export function createAccounts(options: AccountsOptions): Accounts {
  const db = () => options.database.of(null, 'baraza_auth');

  return {
    async create({ name, email, password, verified, language, id = options.ids.next() }) {
      const passwordHash = await options.hashPassword(password);
      const account = {
        id,
        name,
        email: normalEmail(email),
        emailVerified: verified,
        preferences: JSON.stringify(language ? { language } : {}),
        passwordHash,
        credentialId: options.ids.next(),
        now: options.clock.now(),
      };
      try {
        await inTransaction({ db: db() }, 'create account', (scope) => insertAccount(scope.db, account));
      } catch (error) {
        if (error instanceof DatabaseError && error.isDuplicate) {
          throw emailTaken(error);
        }
        throw error;
      }
      return id;
    },
    findByEmail: async (email) => (await findAccountByEmail(db(), normalEmail(email))) ?? null,
    async findByLogin(login) {
      const typed = login.trim();
      return (typed.includes('@') ? await findAccountByEmail(db(), normalEmail(typed)) : await findAccountByUserName(db(), typed)) ?? null;
    },
    async read(userId) {
      const [row] = await readAccounts(db(), [userId]);
      if (!row) throw new Error('The account of a session is not there.');
      return row;
    },
    async describe(userIds) {
      const rows = await readAccounts(db(), [...new Set(userIds)]);
      return new Map(rows.map((row) => [row.id, row]));
    },
    async passwordIsRight(userId, password) {
      const hashed = await readPasswordHash(db(), userId);
      return hashed !== null && (await verifyPassword(hashed, password));
    },
    prove: (userId) => updateAccount(db(), userId, { patch: { emailVerified: true }, now: options.clock.now() }),
    any: () => anyAccount(db()),
  };
}

export function emailTaken(cause: unknown): Refusal {
  return new Refusal('accounts.email_taken', 'There is an account with this e-mail address already.', {
    status: 409,
    details: { field: 'email' },
    cause,
  });
}

/** As better-auth compares them: in lower case. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}
