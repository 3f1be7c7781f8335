import { createHash } from 'node:crypto';
import type { Preferences } from '#contract/accounts.ts';
import { defaultPreferences } from '#contract/accounts.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database, Db } from '#platform/db/database.ts';
import { Refusal } from '#platform/errors.ts';
import type { Ids } from '#platform/ids.ts';
import type { Log } from '#platform/log.ts';
import type { Letter } from '#platform/mail/letter.ts';
import type { Mail } from '#platform/mail/mail.ts';
import type { MasterKey } from '#platform/secrets.ts';
import type { Accounts } from './accounts.ts';
import type { AccountRow } from './accounts-store.ts';
import type { Attempts } from './attempts.ts';
import { findMemberships } from './credentials-store.ts';

/** What the verbs of this folder need. */
export interface AccountTools {
  readonly database: Database;
  readonly masterKey: MasterKey;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly accounts: Accounts;
  readonly mail: Mail;
  readonly guesses: Guesses;
  readonly version: string;
  /** Where people reach this server; for links. */
  publicUrl(): string;
}

/** What slows down whoever guesses, or has mails sent to others. */
export interface Guesses {
  /** By account, or by what was typed when there is none. */
  readonly byAccount: Attempts;
  readonly byAddress: Attempts;
  /** Mails that were asked for, by whom they are for. */
  readonly mails: Attempts;
}

export function authDb({ database }: Pick<AccountTools, 'database'>): Db {
  return database.of(null, 'baraza_auth');
}

export function preferencesOf({ preferences }: Pick<AccountRow, 'preferences'>): Preferences {
  return { ...defaultPreferences, ...(preferences as Partial<Preferences>) };
}

/** Writes to a person, in their language; to another address than theirs when `to` says so. */
export async function writeTo(
  tools: Pick<AccountTools, 'database' | 'mail'>,
  account: Pick<AccountRow, 'id' | 'name' | 'email' | 'preferences'>,
  letter: Pick<Letter, 'kind' | 'link'> & { readonly to?: string },
): Promise<void> {
  const { memberships } = await findMemberships(tools.database, account.id, []);
  tools.mail.send({
    to: account.email,
    language: preferencesOf(account).language,
    values: { name: account.name },
    organizationIds: memberships.map((one) => one.organizationId),
    ...letter,
  });
}

/** Something happened to an account: by ids only. */
export function record({ log }: Pick<AccountTools, 'log'>, event: string, userId: string | null): void {
  log.info({ part: 'accounts', event, user: userId }, 'account');
}

/** Throws `accounts.invalid_password` unless this is the person's password. Guessing is slowed down as it is at signing in. */
export async function requirePassword(
  tools: AccountTools,
  userId: string,
  { password, field }: { password: string; field: string },
): Promise<void> {
  tools.guesses.byAccount.admit(userId);
  if (await tools.accounts.passwordIsRight(userId, password)) return tools.guesses.byAccount.forgive(userId);
  record(tools, 'wrong_password', userId);
  throw new Refusal('accounts.invalid_password', 'The password is wrong.', { details: { field } });
}

/** How the token of a mailed link is stored: it is 190 bits of chance, so a plain hash tells nothing. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function linkUnusable(): Refusal {
  return new Refusal('accounts.link_unusable', 'This link was used, is too old, or was replaced by a newer one. Ask for another.', {
    status: 410,
  });
}
